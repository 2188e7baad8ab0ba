/** `mqttUrl` → `mqtt-url`. */
export function agentFlagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `mqttUrl` → `SIGNALBOX_AGENT_MQTT_URL`. */
export function agentVariableOf(name: string): string {
  return `SIGNALBOX_AGENT_${agentFlagOf(name).toUpperCase().replaceAll("-", "_")}`;
}
