/**
 * The watch page: `/cameras/{id}/watch` plays a camera, and `?also=<camera>`, as often as wanted, more beside it.
 *
 * For tests and for those who look after walls of screens the page counts in `document.documentElement.dataset`:
 * `decodedFrames` of all cameras; each camera's section has `decodedFrames`, `player` and `state` of its own.
 *
 * @module
 */
import { SignIn } from "./sign_in.ts";
import { textsOf } from "./texts.ts";
import { Tile } from "./tile.ts";

/** Cameras on one page: more decoders than this make a browser slow. */
const MAX_CAMERAS = 16;

const texts = textsOf(navigator.language);
// The page may be served below another path, by a proxy.
const root = new URL("../../", location.href);
const session = new URL("api/v1/session", root);

function cameras(): readonly string[] {
  const [, named = ""] = /\/cameras\/([^/]+)\/watch\/?$/.exec(location.pathname) ?? [];
  const also = new URLSearchParams(location.search).getAll("also");
  return [decodeURIComponent(named), ...also].slice(0, MAX_CAMERAS);
}

function start(main: HTMLElement, form: HTMLFormElement): void {
  const { documentElement: { dataset } } = document;
  let decodedFrames = 0;
  const watchAll = () => tiles.forEach((tile) => tile.start());
  const signIn = new SignIn(form, session, texts, watchAll);
  const owner = {
    signInNeeded: () => signIn.show(),
    decoded: (frames: number) => {
      decodedFrames += frames;
      dataset.decodedFrames = String(decodedFrames);
    },
  };
  const tiles = cameras().map((name) => {
    const camera = new URL(`api/v1/cameras/${encodeURIComponent(name)}/`, root);
    return new Tile(name, camera, texts, owner);
  });
  main.append(...tiles.map(({ view }) => view.element));
  main.dataset.cameras = String(tiles.length);
  const askForToken = () => tiles.forEach((tile) => tile.onRefused(401));
  void isSignedIn().then((signedIn) => signedIn ? watchAll() : askForToken());
}

/** A control host that does not answer says nothing about the session; the cameras will tell. */
async function isSignedIn(): Promise<boolean> {
  const answer = await fetch(session).catch(() => undefined);
  return answer?.status !== 401;
}

document.documentElement.lang = texts.language;
document.title = `${cameras().join(", ")} · Signalbox`;
const main = document.querySelector("main");
const form = document.querySelector("form");
if (main && form) start(main, form);
