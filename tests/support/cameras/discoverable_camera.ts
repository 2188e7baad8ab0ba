import { TestClient } from "../../adapters/mqtt/stage.ts";
import { encodeAnswer, readRequest } from "../../../protocols/discovery/camera_side.ts";
import { DEFAULT_TOPICS } from "../../../protocols/discovery/topics.ts";

/** A camera's side of MQTT: answers every request with its address, for as long as it is there. */
export async function answerAs(address: string, brokerPort: number): Promise<TestClient> {
  const client = await TestClient.join(brokerPort);
  client.mqtt.on("message", (topic, payload) => {
    const asked = readRequest(topic, payload);
    if (asked.type !== "addressRequested") return;
    const { topic: replyTopic, payload: answer } = encodeAnswer(asked.replyTopic, address);
    client.mqtt.publish(replyTopic, String(new TextDecoder().decode(answer)));
  });
  return await client.listen(...DEFAULT_TOPICS.requests);
}
