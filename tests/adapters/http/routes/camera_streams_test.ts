import assert from "node:assert/strict";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";
import { H264_PICTURE, JPEG_PICTURE, sampleCamera, sampleUnit } from "../stubs/camera_samples.ts";

const ask = (bench: ApiBench, name: string, options: BenchRequest = { role: "view" }) =>
  bench.request(`/api/v1/cameras/Camera-1/${name}`, options);

/** Reads `bytes` of an endless answer. */
async function take(answer: Response, bytes: number): Promise<Uint8Array> {
  const reader = (answer.body ?? assert.fail("no body")).getReader();
  const taken: number[] = [];
  while (taken.length < bytes) taken.push(...(await reader.read()).value ?? assert.fail("ended"));
  reader.releaseLock();
  return Uint8Array.from(taken);
}

async function problem(answer: Response, status: number, detail: RegExp): Promise<void> {
  const body = await answer.json();
  assert.deepEqual([answer.status, body.status], [status, status], JSON.stringify(body));
  assert.match(body.detail, detail);
}

Deno.test("stream.h264 passes pieces on as they come, and leaves the camera when its reader goes", async () => {
  await withApi(async (bench) => {
    const answer = await ask(bench, "stream.h264");
    assert.deepEqual([answer.status, answer.headers.get("Content-Type")], [200, "video/h264"]);
    assert.equal(answer.headers.get("Cache-Control"), "no-store");
    const { camera } = bench.cameras;
    camera.show(sampleUnit(Uint8Array.of(7, 8), H264_PICTURE, null));
    assert.deepEqual([...await take(answer, 7)], [0, 0, 0, 1, 0x67, 7, 8]);
    assert.deepEqual([camera.viewers.size, bench.api.streams()], [1, 1]);
    const [viewer] = camera.joined;
    assert.deepEqual([viewer?.kind, viewer?.takes, viewer?.peerAddress], [
      "h264",
      "pieces",
      "10.0.0.31",
    ]);
    await answer.body?.cancel();
    assert.deepEqual([camera.viewers.size, bench.api.streams()], [0, 0]);
  });
});

Deno.test("stream.mjpeg is multipart, with the length of each picture", async () => {
  await withApi(async (bench) => {
    const answer = await ask(bench, "stream.mjpeg");
    const type = answer.headers.get("Content-Type") ?? "";
    const [, boundary = ""] = /^multipart\/x-mixed-replace; boundary=(\S+)$/.exec(type) ?? [];
    const head = `--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\n`;
    const text = new TextDecoder("latin1").decode(await take(answer, head.length + 6));
    assert.equal(text, `${head}\u00ff\u00d8\u00ff\u00d9\r\n`);
    await answer.body?.cancel();
  });
});

Deno.test("stream.mp4 begins with its head, and ends where the pictures change", async () => {
  await withApi(async (bench) => {
    const answer = await ask(bench, "stream.mp4");
    assert.equal(answer.headers.get("Content-Type"), "video/mp4");
    const larger = { ...JPEG_PICTURE, width: 640, height: 480 };
    bench.cameras.camera.show(sampleUnit(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), larger));
    const whole = new TextDecoder("latin1").decode(await answer.arrayBuffer());
    assert.equal(whole.slice(4, 8), "ftyp");
    assert.equal(whole.split("moof").length, 2, "one picture of the old size, none of the new");
    assert.equal(bench.cameras.camera.viewers.size, 0);
  });
});

Deno.test("snapshot.jpg answers one picture, and stays with nobody", async () => {
  await withApi(async (bench) => {
    const answer = await ask(bench, "snapshot.jpg");
    assert.equal(answer.headers.get("Content-Type"), "image/jpeg");
    assert.deepEqual([...await answer.bytes()], [0xff, 0xd8, 0xff, 0xd9]);
    assert.equal(bench.cameras.camera.viewers.size, 0);
  });
});

Deno.test("a camera that is gone or silent is 503 with its reason, whatever is asked", async () => {
  await withApi(async (bench) => {
    for (const stream of ["connecting", "stalled"] as const) {
      bench.cameras.snapshot = sampleCamera(1, { stream, reason: "10.0.1.1:8000 refused." });
      for (const name of ["stream.h264", "stream.mp4", "stream.mjpeg", "snapshot.jpg"]) {
        await problem(await ask(bench, name), 503, /10\.0\.1\.1:8000 refused/);
      }
    }
    assert.deepEqual([bench.cameras.camera.joined, bench.api.streams()], [[], 0]);
  });
});

Deno.test("a camera that ends its viewer before the first picture is 503, and nobody is left", async () => {
  await withApi(async (bench) => {
    const { camera } = bench.cameras;
    camera.onJoin = (viewer) => viewer.end("It has gone.");
    for (const name of ["stream.h264", "stream.mp4", "stream.mjpeg", "snapshot.jpg"]) {
      await problem(await ask(bench, name), 503, /^It has gone\.$/);
    }
    assert.deepEqual([camera.viewers.size, bench.api.streams()], [0, 0]);
  });
});

Deno.test("JPEG of H.264 is 501 with what is missing, and H.264 of JPEG with what to ask for", async () => {
  await withApi(async (bench) => {
    bench.transcoder.unavailable = "ffmpeg is not installed.";
    for (const name of ["stream.mjpeg", "snapshot.jpg"]) {
      await problem(await ask(bench, name), 501, /^ffmpeg is not installed\.$/);
    }
    bench.cameras.snapshot = sampleCamera(1, { picture: JPEG_PICTURE });
    await problem(await ask(bench, "stream.h264"), 501, /stream\.mjpeg/);
    const answer = await ask(bench, "snapshot.jpg");
    assert.equal(answer.status, 200);
    await answer.body?.cancel();
  });
});

Deno.test("HEAD of a stream joins nobody, and tells its type", async () => {
  await withApi(async (bench) => {
    const answer = await ask(bench, "stream.mp4", { method: "HEAD", role: "view" });
    assert.deepEqual([answer.status, answer.headers.get("Content-Type")], [200, "video/mp4"]);
    assert.deepEqual(bench.cameras.camera.joined, []);
  });
});

Deno.test("video takes Basic with the token as password, and asks players for it", async () => {
  await withApi(async (bench) => {
    const nobody = await ask(bench, "snapshot.jpg", {});
    assert.equal(nobody.status, 401);
    assert.match(nobody.headers.get("WWW-Authenticate") ?? "", /^Basic realm="Signalbox"/);
    const basic = (pair: string) =>
      ask(bench, "snapshot.jpg", { headers: { Authorization: `Basic ${btoa(pair)}` } });
    const good = await basic(`vlc:${bench.secrets.view}`);
    assert.equal(good.status, 200);
    await good.body?.cancel();
    for (const pair of ["vlc:wrong", bench.secrets.view, `${bench.secrets.view}:`, ":"]) {
      const answer = await basic(pair);
      assert.equal(answer.status, 401, pair);
      await answer.body?.cancel();
    }
  });
});

Deno.test("Basic opens nothing but video", async () => {
  await withApi(async (bench) => {
    const headers = { Authorization: `Basic ${btoa(`any:${bench.secrets.admin}`)}` };
    const answer = await bench.request("/api/v1/cameras", { headers });
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get("WWW-Authenticate"), "Bearer");
  });
});

Deno.test("close() ends streams of video, so that the server can close", async () => {
  await withApi(async (bench) => {
    const answer = await ask(bench, "stream.h264");
    bench.api.close();
    assert.equal((await answer.bytes()).length, 5);
    assert.deepEqual([bench.cameras.camera.viewers.size, bench.api.streams()], [0, 0]);
  });
});
