// dashboard/watch/sign_in.ts
var SignIn = class {
  #form;
  #token;
  #problem;
  #session;
  #texts;
  constructor(form2, session2, texts2, signedIn) {
    this.#form = form2;
    this.#session = session2;
    this.#texts = texts2;
    this.#token = document.createElement("input");
    this.#problem = document.createElement("p");
    this.#fill();
    form2.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(signedIn);
    });
  }
  show() {
    if (!this.#form.hidden) return;
    this.#form.hidden = false;
    this.#token.focus();
  }
  #fill() {
    const label = document.createElement("label");
    const button = document.createElement("button");
    label.textContent = this.#texts.token;
    this.#token.type = "password";
    this.#token.name = "token";
    this.#token.required = true;
    this.#token.autocomplete = "current-password";
    this.#problem.setAttribute("role", "alert");
    button.textContent = this.#texts.signIn;
    label.append(this.#token);
    this.#form.append(label, button, this.#problem);
  }
  async #submit(signedIn) {
    const answer = await fetch(this.#session, {
      method: "POST",
      headers: {
        "Content-Type": "application/json"
      },
      body: JSON.stringify({
        token: this.#token.value.trim()
      })
    }).catch(() => void 0);
    if (answer?.ok) {
      this.#token.value = "";
      this.#form.hidden = true;
      this.#problem.textContent = "";
      return signedIn();
    }
    this.#problem.textContent = answer === void 0 ? this.#texts.unreachable : await whyNot(answer, this.#texts);
  }
};
async function whyNot(answer, texts2) {
  if (answer.status === 401) return texts2.tokenRefused;
  const problem = await answer.json().catch(() => void 0);
  const told = typeof problem === "object" && problem !== null && "detail" in problem;
  return told ? String(problem.detail) : texts2.unreachable;
}

// dashboard/watch/texts.ts
var english = {
  language: "en",
  signInFirst: "Sign in to see this camera.",
  connecting: "Connecting to the control host \u2026",
  connectionLost: (since) => `The connection to the control host was lost at ${since}. Trying again \u2026`,
  stream: {
    connecting: "The camera is gone.",
    waiting: "The camera is there, and has sent no picture yet.",
    stalled: "The camera is silent."
  },
  since: (time) => `since ${time}`,
  noPicture: (since) => `No picture has come since ${since}.`,
  noSuchCamera: "There is no such camera.",
  cannotPlay: (codec) => `This browser cannot play ${codec}.`,
  signIn: "Sign in",
  token: "Access token",
  tokenRefused: "This token is not valid.",
  unreachable: "The control host does not answer.",
  live: "Live",
  gone: "No picture",
  latency: "latency",
  latencyHint: "From the control host to this screen, as far as the clocks can tell",
  dropped: (frames) => `${frames} dropped`,
  fullScreen: "Full screen"
};
var korean = {
  language: "ko",
  signInFirst: "\uB85C\uADF8\uC778\uD558\uBA74 \uC774 \uCE74\uBA54\uB77C\uB97C \uBCFC \uC218 \uC788\uC2B5\uB2C8\uB2E4.",
  connecting: "\uC81C\uC5B4 \uD638\uC2A4\uD2B8\uC5D0 \uC5F0\uACB0\uD558\uB294 \uC911 \u2026",
  connectionLost: (since) => `${since}\uC5D0 \uC81C\uC5B4 \uD638\uC2A4\uD2B8\uC640 \uC5F0\uACB0\uC774 \uB04A\uACBC\uC2B5\uB2C8\uB2E4. \uB2E4\uC2DC \uC5F0\uACB0\uD558\uB294 \uC911 \u2026`,
  stream: {
    connecting: "\uCE74\uBA54\uB77C\uAC00 \uC5F0\uACB0\uB418\uC5B4 \uC788\uC9C0 \uC54A\uC2B5\uB2C8\uB2E4.",
    waiting: "\uCE74\uBA54\uB77C\uB294 \uC5F0\uACB0\uB418\uC5C8\uC9C0\uB9CC \uC544\uC9C1 \uC601\uC0C1\uC774 \uC5C6\uC2B5\uB2C8\uB2E4.",
    stalled: "\uCE74\uBA54\uB77C\uAC00 \uC751\uB2F5\uD558\uC9C0 \uC54A\uC2B5\uB2C8\uB2E4."
  },
  since: (time) => `${time}\uBD80\uD130`,
  noPicture: (since) => `${since} \uC774\uD6C4 \uC601\uC0C1\uC774 \uC624\uC9C0 \uC54A\uC2B5\uB2C8\uB2E4.`,
  noSuchCamera: "\uADF8\uB7F0 \uCE74\uBA54\uB77C\uAC00 \uC5C6\uC2B5\uB2C8\uB2E4.",
  cannotPlay: (codec) => `\uC774 \uBE0C\uB77C\uC6B0\uC800\uB294 ${codec} \uC601\uC0C1\uC744 \uC7AC\uC0DD\uD560 \uC218 \uC5C6\uC2B5\uB2C8\uB2E4.`,
  signIn: "\uB85C\uADF8\uC778",
  token: "\uC811\uADFC \uD1A0\uD070",
  tokenRefused: "\uC720\uD6A8\uD558\uC9C0 \uC54A\uC740 \uD1A0\uD070\uC785\uB2C8\uB2E4.",
  unreachable: "\uC81C\uC5B4 \uD638\uC2A4\uD2B8\uAC00 \uC751\uB2F5\uD558\uC9C0 \uC54A\uC2B5\uB2C8\uB2E4.",
  live: "\uC2E4\uC2DC\uAC04",
  gone: "\uC601\uC0C1 \uC5C6\uC74C",
  latency: "\uC9C0\uC5F0",
  latencyHint: "\uC81C\uC5B4 \uD638\uC2A4\uD2B8\uC5D0\uC11C \uC774 \uD654\uBA74\uAE4C\uC9C0 \uAC78\uB9B0 \uC2DC\uAC04 (\uC2DC\uACC4 \uCC28\uC774\uB97C \uBCF4\uC815\uD55C \uCD94\uC815\uAC12)",
  dropped: (frames) => `\uB204\uB77D ${frames}`,
  fullScreen: "\uC804\uCCB4 \uD654\uBA74"
};
function textsOf(language) {
  return /^ko\b/i.test(language) ? korean : english;
}
function clockTime(at) {
  return new Date(at).toLocaleTimeString(void 0, {
    hourCycle: "h23"
  });
}

// dashboard/watch/absence.ts
function absenceOf(facts, texts2) {
  const { status, lost, refused, failure } = facts;
  const alone = (headline) => ({
    headline,
    detail: ""
  });
  if (refused === 404) return alone(texts2.noSuchCamera);
  if (refused === 401) return alone(texts2.signInFirst);
  if (lost) {
    const headline = texts2.connectionLost(clockTime(lost.since));
    return {
      headline,
      detail: worded(lost.reason ?? "", texts2)
    };
  }
  if (!status) return alone(texts2.connecting);
  if (failure !== void 0) return alone(texts2.cannotPlay(failure));
  return status.stream === "streaming" ? alone(withoutPictures(facts, texts2)) : ofCamera(status, status.stream, facts, texts2);
}
function ofCamera({ since, reason }, stream, { clockOffsetMs }, texts2) {
  const when = texts2.since(clockTime(since - clockOffsetMs));
  const detail = reason === "" ? when : `${when}: ${worded(reason, texts2)}`;
  return {
    headline: texts2.stream[stream],
    detail
  };
}
function worded(reason, texts2) {
  return texts2.said?.(reason) ?? reason;
}
function withoutPictures({ lastPictureAt }, texts2) {
  if (lastPictureAt === null) return texts2.stream.waiting;
  return texts2.noPicture(clockTime(lastPictureAt));
}

// dashboard/watch/frame_rate.ts
var WINDOW_MS = 2e3;
var FrameRate = class {
  #readings = [];
  #beginning = true;
  /** @returns frames per second over the last two seconds; 0 until two readings are there */
  read(frames, atMs) {
    const last = this.#readings.at(-1);
    if (last && frames < last.frames) {
      this.#readings = [];
      this.#beginning = true;
    }
    this.#readings.push({
      atMs,
      frames
    });
    if (this.#beginning && this.#readings.length > 2) {
      this.#readings.shift();
      this.#beginning = false;
    }
    while ((this.#readings[1]?.atMs ?? Infinity) <= atMs - WINDOW_MS) this.#readings.shift();
    const first = this.#readings[0];
    if (!first || first.atMs === atMs) return 0;
    return (frames - first.frames) * 1e3 / (atMs - first.atMs);
  }
};

// dashboard/watch/player.ts
var Screen = class {
  element = document.createElement("canvas");
  #context = this.element.getContext("2d", {
    alpha: false
  });
  draw(image, width, height) {
    if (this.element.width !== width) this.element.width = width;
    if (this.element.height !== height) this.element.height = height;
    this.#context?.drawImage(image, 0, 0, width, height);
  }
};

// dashboard/watch/jpeg_player.ts
var JpegPlayer = class {
  name = "jpeg";
  #screen = new Screen();
  #figures = {
    decodedFrames: 0,
    droppedFrames: 0,
    shownReceivedAt: null
  };
  #waiting;
  #busy = false;
  #closed = false;
  get element() {
    return this.#screen.element;
  }
  get figures() {
    return this.#figures;
  }
  take(video) {
    if (this.#waiting) this.#figures.droppedFrames++;
    this.#waiting = video;
    if (!this.#busy) void this.#decodeAll();
  }
  close() {
    this.#closed = true;
    this.#waiting = void 0;
  }
  async #decodeAll() {
    this.#busy = true;
    for (let video = this.#next(); video; video = this.#next()) {
      try {
        this.#show(await createImageBitmap(new Blob([
          video.bytes
        ], {
          type: "image/jpeg"
        })), video);
      } catch {
        this.#figures.droppedFrames++;
      }
    }
    this.#busy = false;
  }
  #next() {
    const video = this.#waiting;
    this.#waiting = void 0;
    return video;
  }
  #show(image, { receivedAt }) {
    if (!this.#closed) {
      this.#figures.decodedFrames++;
      this.#figures.shownReceivedAt = receivedAt;
      this.#screen.draw(image, image.width, image.height);
    }
    image.close();
  }
};

// dashboard/watch/clock_offset.ts
var MAX_SAMPLES = 15;
var ClockOffset = class {
  #samples = [];
  #asked;
  #lastId = 0;
  /** Null until the first answer. */
  get offsetMs() {
    const quickest = this.#samples.toSorted((a, b) => a.roundTripMs - b.roundTripMs)[0];
    return quickest?.offsetMs ?? null;
  }
  /** The number of a new question. @param at epoch ms @param sentMs monotonic ms */
  ask(at, sentMs) {
    this.#asked = {
      id: ++this.#lastId,
      at,
      sentMs
    };
    return this.#lastId;
  }
  /** The answer: the other's clock in the middle between question and answer. */
  answered(id, theirs, receivedMs) {
    if (this.#asked?.id !== id) return;
    const roundTripMs = receivedMs - this.#asked.sentMs;
    this.#samples.push({
      roundTripMs,
      offsetMs: theirs - (this.#asked.at + roundTripMs / 2)
    });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
  }
};

// dashboard/watch/live_message.ts
var HEAD_BYTES = 12;
var KINDS = [
  "frame",
  "init",
  "fragment"
];
function readVideo(data) {
  if (data.byteLength < HEAD_BYTES) return void 0;
  const head = new DataView(data, 0, HEAD_BYTES);
  const kind = KINDS[head.getUint8(0)];
  if (kind === void 0) return void 0;
  return {
    kind,
    keyframe: (head.getUint8(1) & 1) === 1,
    receivedAt: head.getFloat64(4),
    bytes: new Uint8Array(data, HEAD_BYTES)
  };
}

// dashboard/watch/live_connection.ts
var PING_MS = 2e3;
var SILENCE_MS = 6e3;
var FIRST_RETRY_MS = 500;
var LAST_RETRY_MS = 5e3;
var LiveConnection = class {
  clock = new ClockOffset();
  #camera;
  #as;
  #listener;
  #socket;
  #retryMs = FIRST_RETRY_MS;
  #heardMs = 0;
  #pinging;
  #reason = null;
  #stopped = false;
  /** @param camera its address in the API, with a slash at the end */
  constructor(camera, as, listener) {
    this.#camera = camera;
    this.#as = as;
    this.#listener = listener;
  }
  open() {
    const url = new URL(`live?as=${this.#as}`, this.#camera);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    let opened = false;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      opened = true;
      this.#opened(socket);
    };
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = () => this.#closed(socket, opened);
    this.#socket = socket;
  }
  /** Ends it for good. */
  stop() {
    this.#stopped = true;
    clearInterval(this.#pinging);
    this.#socket?.close();
  }
  #opened(socket) {
    this.#retryMs = FIRST_RETRY_MS;
    this.#heardMs = performance.now();
    const ping = () => {
      if (performance.now() - this.#heardMs > SILENCE_MS) return this.#giveUp(socket);
      const id = this.clock.ask(Date.now(), performance.now());
      socket.send(JSON.stringify({
        type: "ping",
        id
      }));
    };
    ping();
    this.#pinging = setInterval(ping, PING_MS);
  }
  #heard(data) {
    this.#heardMs = performance.now();
    if (typeof data !== "string") {
      const video = readVideo(data);
      if (video) this.#listener.onVideo(video);
      return;
    }
    const message = JSON.parse(data);
    if (message.type === "status") this.#listener.onStatus(message);
    if (message.type === "picture") this.#listener.onPicture(message);
    if (message.type === "ended") this.#reason = message.reason;
    if (message.type === "pong") this.clock.answered(message.id, message.at, performance.now());
  }
  /** A connection whose other end has vanished would take minutes to close. */
  #giveUp(socket) {
    socket.onclose = null;
    socket.close();
    this.#closed(socket, true);
  }
  #closed(socket, opened) {
    clearInterval(this.#pinging);
    if (this.#stopped || socket !== this.#socket) return;
    this.#listener.onLost(this.#reason);
    this.#reason = null;
    if (!opened) void this.#askWhy();
    const waitMs = this.#retryMs * (0.75 + Math.random() / 2);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    setTimeout(() => this.#stopped || this.open(), waitMs);
  }
  async #askWhy() {
    const answer = await fetch(this.#camera.href.replace(/\/$/, "")).catch(() => void 0);
    if (answer?.status === 401 || answer?.status === 404) {
      this.#listener.onRefused(answer.status);
    }
  }
};

// dashboard/watch/mse_player.ts
var MAX_WAITING = 60;
var JUMP_SECONDS = 0.7;
var HURRY_SECONDS = 0.25;
var HURRIED_RATE = 1.08;
var EDGE_SECONDS = 0.08;
var KEPT_SECONDS = 4;
function playsMp4({ mimeType }) {
  return "MediaSource" in globalThis && MediaSource.isTypeSupported(mimeType ?? "");
}
var MsePlayer = class {
  name = "mse";
  element = document.createElement("video");
  #source = new MediaSource();
  #url = URL.createObjectURL(this.#source);
  #failed;
  #buffer;
  #waiting = [];
  #needsKeyframe = true;
  #droppedFrames = 0;
  #lastReceivedAt = null;
  #closed = false;
  constructor({ mimeType }, failed) {
    this.#failed = failed;
    this.element.muted = true;
    this.element.autoplay = true;
    this.element.playsInline = true;
    this.element.disableRemotePlayback = true;
    this.element.src = this.#url;
    this.element.addEventListener("error", () => this.#broken(this.element.error?.message));
    this.#source.addEventListener("sourceopen", () => this.#open(mimeType ?? ""), {
      once: true
    });
  }
  get figures() {
    const { totalVideoFrames, droppedVideoFrames } = this.element.getVideoPlaybackQuality();
    return {
      decodedFrames: totalVideoFrames - droppedVideoFrames,
      droppedFrames: this.#droppedFrames + droppedVideoFrames,
      shownReceivedAt: this.#shownReceivedAt(totalVideoFrames)
    };
  }
  take(video) {
    if (this.#closed) return;
    if (this.#waiting.length > MAX_WAITING) this.#needsKeyframe = true;
    else if (video.keyframe && video.kind === "fragment") this.#needsKeyframe = false;
    if (this.#needsKeyframe && video.kind !== "init") {
      this.#droppedFrames++;
      return;
    }
    this.#waiting.push(video);
    this.#append();
  }
  close() {
    this.#closed = true;
    this.#waiting = [];
    this.element.removeAttribute("src");
    this.element.load();
    URL.revokeObjectURL(this.#url);
  }
  #open(mimeType) {
    if (this.#closed) return;
    try {
      this.#buffer = this.#source.addSourceBuffer(mimeType);
    } catch (error) {
      return this.#broken(error instanceof Error ? error.message : void 0);
    }
    this.#buffer.addEventListener("updateend", () => {
      this.#followEdge();
      this.#append();
    });
    this.#append();
  }
  /** One at a time: a buffer that is at work takes nothing. */
  #append() {
    const buffer = this.#buffer;
    if (this.#closed || !buffer || buffer.updating || this.#source.readyState !== "open") return;
    if (this.#discardPlayed(buffer)) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#lastReceivedAt = next.receivedAt;
    try {
      buffer.appendBuffer(next.bytes);
    } catch (error) {
      this.#broken(error instanceof Error ? error.message : void 0);
    }
  }
  #discardPlayed(buffer) {
    const { currentTime } = this.element;
    if (buffer.buffered.length === 0) return false;
    if (currentTime - buffer.buffered.start(0) < 2 * KEPT_SECONDS) return false;
    buffer.remove(0, currentTime - KEPT_SECONDS);
    return true;
  }
  #followEdge() {
    const behind = this.#behindSeconds();
    if (behind === null) return;
    const before = behind > this.#edge() - this.#start();
    if (before || behind > JUMP_SECONDS) {
      this.element.currentTime = Math.max(this.#start(), this.#edge() - EDGE_SECONDS);
    }
    this.element.playbackRate = behind > HURRY_SECONDS ? HURRIED_RATE : 1;
    if (this.element.paused) void this.element.play().catch(() => {
    });
  }
  #behindSeconds() {
    const { buffered, currentTime } = this.element;
    return buffered.length === 0 ? null : this.#edge() - currentTime;
  }
  #edge() {
    const { buffered } = this.element;
    return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
  }
  #start() {
    const { buffered } = this.element;
    return buffered.length === 0 ? 0 : buffered.start(buffered.length - 1);
  }
  /** The newest picture's time of arrival, less what lies between it and the one on the screen. */
  #shownReceivedAt(shownFrames) {
    if (shownFrames === 0 || this.#lastReceivedAt === null) return null;
    return this.#lastReceivedAt - 1e3 * (this.#behindSeconds() ?? 0);
  }
  #broken(why) {
    if (!this.#closed) this.#failed(why ?? "MediaSource");
  }
};

// dashboard/watch/tile_view.ts
var TileView = class {
  element = make("section", "camera");
  #screen = make("div", "screen");
  #notice = make("div", "notice");
  #headline = make("strong", "");
  #detail = make("span", "");
  #name = make("h2", "name");
  #state = make("span", "state");
  #figures = make("span", "figures");
  #texts;
  constructor(name, texts2) {
    this.#texts = texts2;
    this.#notice.setAttribute("role", "status");
    this.#notice.append(this.#headline, this.#detail);
    this.#screen.append(this.#notice);
    const bar = make("div", "bar");
    bar.append(this.#name, this.#state, this.#figures, this.#fullScreenButton());
    this.element.append(this.#screen, bar);
    this.name = name;
  }
  set name(name) {
    this.#name.textContent = name;
  }
  /** Shows pictures: nothing stands in front of them. */
  live(picture) {
    if (picture.parentElement !== this.#screen) this.#screen.prepend(picture);
    this.element.dataset.state = "live";
    this.#notice.hidden = true;
    this.#state.textContent = this.#texts.live;
  }
  /** Says something in place of the picture, which is taken away: an old one would look like a new one. */
  notice({ headline, detail }) {
    for (const old of this.#screen.querySelectorAll("canvas, video")) old.remove();
    this.element.dataset.state = "gone";
    this.#notice.hidden = false;
    setText(this.#headline, headline);
    setText(this.#detail, detail);
    setText(this.#state, this.#texts.gone);
    setText(this.#figures, "");
  }
  /** Keeps a player's element in the page before its first picture: a video that is in no page may not play. */
  prepare(picture) {
    if (picture.parentElement !== this.#screen) this.#screen.prepend(picture);
  }
  figures({ framesPerSecond, size, latencyMs, droppedFrames }) {
    const { latency, latencyHint, dropped } = this.#texts;
    const parts = [
      `${framesPerSecond.toFixed(1)} fps`,
      size
    ];
    if (latencyMs !== null) parts.push(`${latency} ${Math.round(latencyMs)} ms`);
    if (droppedFrames > 0) parts.push(dropped(droppedFrames));
    setText(this.#figures, parts.filter((part) => part !== "").join(" \xB7 "));
    this.#figures.title = latencyHint;
  }
  #fullScreenButton() {
    const button = make("button", "full");
    button.type = "button";
    button.title = this.#texts.fullScreen;
    button.setAttribute("aria-label", this.#texts.fullScreen);
    button.addEventListener("click", () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void this.element.requestFullscreen().catch(() => {
      });
    });
    return button;
  }
};
function make(tag, className) {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  return element;
}
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// dashboard/watch/webcodecs_player.ts
var MAX_WAITING2 = 30;
var MAX_FAILURES = 3;
var MICROSECONDS = 1e3;
function hasWebCodecs() {
  return isSecureContext && "VideoDecoder" in globalThis;
}
var WebCodecsPlayer = class {
  name = "webcodecs";
  #screen = new Screen();
  #config;
  #failed;
  #figures = {
    decodedFrames: 0,
    droppedFrames: 0,
    shownReceivedAt: null
  };
  #decoder;
  #needsKeyframe = true;
  #failures = 0;
  #lastTimestamp = 0;
  #closed = false;
  constructor({ codecString }, failed) {
    this.#config = {
      codec: codecString ?? "avc1.42e01e",
      optimizeForLatency: true
    };
    this.#failed = failed;
  }
  get element() {
    return this.#screen.element;
  }
  get figures() {
    return this.#figures;
  }
  take({ keyframe, receivedAt, bytes }) {
    if (this.#closed) return;
    const decoder = this.#decoder ??= this.#open();
    if (decoder.decodeQueueSize > MAX_WAITING2) this.#needsKeyframe = true;
    else if (keyframe) this.#needsKeyframe = false;
    if (this.#needsKeyframe) {
      this.#figures.droppedFrames++;
      return;
    }
    this.#lastTimestamp = Math.max(this.#lastTimestamp + 1, Math.round(receivedAt * MICROSECONDS));
    const type = keyframe ? "key" : "delta";
    decoder.decode(new EncodedVideoChunk({
      type,
      timestamp: this.#lastTimestamp,
      data: bytes
    }));
  }
  close() {
    this.#closed = true;
    if (this.#decoder?.state !== "closed") this.#decoder?.close();
  }
  #open() {
    const decoder = new VideoDecoder({
      output: (frame) => this.#show(frame),
      error: (error) => this.#broken(error)
    });
    decoder.configure(this.#config);
    return decoder;
  }
  #show(frame) {
    if (!this.#closed) {
      this.#failures = 0;
      this.#figures.decodedFrames++;
      this.#figures.shownReceivedAt = frame.timestamp / MICROSECONDS;
      this.#screen.draw(frame, frame.displayWidth, frame.displayHeight);
    }
    frame.close();
  }
  /** The decoder has closed itself. Damage in the stream ends with the next keyframe. */
  #broken({ message }) {
    this.#decoder = void 0;
    this.#needsKeyframe = true;
    if (!this.#closed && ++this.#failures >= MAX_FAILURES) this.#failed(message);
  }
};

// dashboard/watch/tile.ts
var REFRESH_MS = 250;
var OLD_PICTURE_MS = 2e3;
var NO_CLOCK = {
  offsetMs: null
};
var Tile = class {
  view;
  #texts;
  #owner;
  #camera;
  #rate = new FrameRate();
  #refreshing;
  #connection;
  #player;
  #picture;
  /** The head of the MP4 that comes, for every player that begins in the middle of it. */
  #init;
  #status;
  #lost;
  #refused;
  #failure;
  #withoutWebCodecs = !hasWebCodecs();
  #decodedFrames = 0;
  #playerFrames = 0;
  /** What a player leaves out while it begins says nothing. */
  #droppedAtFirst = 0;
  #lastPictureMs = 0;
  #lastPictureAt = null;
  constructor(name, camera, texts2, owner) {
    this.view = new TileView(name, texts2);
    this.#texts = texts2;
    this.#owner = owner;
    this.#camera = camera;
    this.#refreshing = setInterval(() => this.#refresh(), REFRESH_MS);
    this.#refresh();
  }
  /** Connects; again, with a session that is there now. */
  start() {
    this.#refused = this.#lost = void 0;
    this.#connection?.stop();
    this.#stopPlaying();
    this.#status = void 0;
    const as = this.#withoutWebCodecs ? "mp4" : "frames";
    this.#connection = new LiveConnection(this.#camera, as, this);
    this.#connection.open();
  }
  /** Streams no more until it is started again: nobody sees it. */
  pause() {
    this.#connection?.stop();
    this.#connection = void 0;
    this.#stopPlaying();
    this.#status = void 0;
  }
  /** Ends it for good. */
  close() {
    clearInterval(this.#refreshing);
    this.pause();
  }
  onStatus(status) {
    this.#lost = this.#refused = void 0;
    this.#status = status;
    this.view.name = status.name;
    if (status.stream !== "streaming") this.#stopPlaying();
    this.#refresh();
  }
  onPicture(picture) {
    this.#stopPlaying();
    this.#init = void 0;
    this.#picture = picture;
    this.#failure = void 0;
  }
  onVideo(video) {
    if (video.kind === "init") this.#init = video;
    if (this.#failure !== void 0 || this.#picture === void 0) return;
    this.#player ??= this.#newPlayer(this.#picture);
    if (video.kind !== "init") this.#player?.take(video);
  }
  onLost(reason) {
    this.#stopPlaying();
    this.#status = void 0;
    this.#lost ??= {
      since: Date.now(),
      reason
    };
    this.#refresh();
  }
  onRefused(status) {
    this.#refused = status;
    if (status === 401) {
      this.#connection?.stop();
      this.#owner.signInNeeded();
    }
    this.#refresh();
  }
  #newPlayer(picture) {
    const failed = (why) => this.#playerFailed(why);
    if (picture.codec === "jpeg") return new JpegPlayer();
    if (picture.as === "frames") return new WebCodecsPlayer(picture, failed);
    if (!this.#init) return void 0;
    if (playsMp4(picture)) return this.#newMsePlayer(picture, this.#init, failed);
    this.#failure = `H.264 (${picture.codecString})`;
    return void 0;
  }
  #newMsePlayer(picture, init, failed) {
    const player = new MsePlayer(picture, failed);
    this.view.prepare(player.element);
    player.take(init);
    return player;
  }
  /** WebCodecs that cannot play it is no reason to give up: Media Source Extensions may. */
  #playerFailed(why) {
    this.#stopPlaying();
    if (this.#withoutWebCodecs) this.#failure = why;
    else {
      this.#withoutWebCodecs = true;
      this.start();
    }
  }
  #stopPlaying() {
    this.#count();
    this.#player?.close();
    this.#player?.element.remove();
    this.#player = void 0;
    this.#playerFrames = 0;
  }
  /** Frames of this player and of those before it. */
  #count() {
    const frames = this.#player?.figures.decodedFrames ?? 0;
    if (frames <= this.#playerFrames) return;
    const more = frames - this.#playerFrames;
    if (this.#playerFrames === 0) this.#droppedAtFirst = this.#dropped();
    this.#playerFrames = frames;
    this.#decodedFrames += more;
    this.#lastPictureMs = performance.now();
    this.#lastPictureAt = Date.now();
    this.#owner.decoded(more);
  }
  #dropped() {
    return (this.#player?.figures.droppedFrames ?? 0) + (this.#status?.droppedFrames ?? 0);
  }
  #refresh() {
    this.#count();
    const { dataset } = this.view.element;
    dataset.decodedFrames = String(this.#decodedFrames);
    dataset.droppedFrames = String(this.#dropped() - this.#droppedAtFirst);
    dataset.player = this.#player?.name ?? "";
    const player = this.#player;
    const fresh = performance.now() - this.#lastPictureMs < OLD_PICTURE_MS;
    if (player && this.#playerFrames > 0 && fresh) this.#showLive(player);
    else this.#showAbsence();
  }
  #showLive(player) {
    const { shownReceivedAt } = player.figures;
    const { offsetMs } = this.#connection?.clock ?? NO_CLOCK;
    const known = offsetMs !== null && shownReceivedAt !== null;
    this.view.live(player.element);
    this.view.figures({
      framesPerSecond: this.#rate.read(this.#decodedFrames, performance.now()),
      size: `${this.#picture?.width}\xD7${this.#picture?.height}`,
      latencyMs: known ? Math.max(0, Date.now() + offsetMs - shownReceivedAt) : null,
      droppedFrames: this.#dropped() - this.#droppedAtFirst
    });
  }
  #showAbsence() {
    this.view.notice(absenceOf({
      status: this.#status,
      lost: this.#lost,
      refused: this.#refused,
      failure: this.#failure,
      lastPictureAt: this.#lastPictureAt,
      clockOffsetMs: this.#connection?.clock.offsetMs ?? 0
    }, this.#texts));
  }
};

// dashboard/watch/main.ts
var MAX_CAMERAS = 16;
var texts = textsOf(navigator.language);
var root = new URL("../../", location.href);
var session = new URL("api/v1/session", root);
function cameras() {
  const [, named = ""] = /\/cameras\/([^/]+)\/watch\/?$/.exec(location.pathname) ?? [];
  const also = new URLSearchParams(location.search).getAll("also");
  return [
    decodeURIComponent(named),
    ...also
  ].slice(0, MAX_CAMERAS);
}
function start(main2, form2) {
  const { documentElement: { dataset } } = document;
  let decodedFrames = 0;
  const watchAll = () => tiles.forEach((tile) => tile.start());
  const signIn = new SignIn(form2, session, texts, watchAll);
  const owner = {
    signInNeeded: () => signIn.show(),
    decoded: (frames) => {
      decodedFrames += frames;
      dataset.decodedFrames = String(decodedFrames);
    }
  };
  const tiles = cameras().map((name) => {
    const camera = new URL(`api/v1/cameras/${encodeURIComponent(name)}/`, root);
    return new Tile(name, camera, texts, owner);
  });
  main2.append(...tiles.map(({ view }) => view.element));
  main2.dataset.cameras = String(tiles.length);
  const askForToken = () => tiles.forEach((tile) => tile.onRefused(401));
  void isSignedIn().then((signedIn) => signedIn ? watchAll() : askForToken());
}
async function isSignedIn() {
  const answer = await fetch(session).catch(() => void 0);
  return answer?.status !== 401;
}
document.documentElement.lang = texts.language;
document.title = `${cameras().join(", ")} \xB7 Signalbox`;
var main = document.querySelector("main");
var form = document.querySelector("form");
if (main && form) start(main, form);
