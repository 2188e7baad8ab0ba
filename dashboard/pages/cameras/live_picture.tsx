import { useEffect, useRef } from "preact/hooks";
import { textsOf } from "../../watch/texts.ts";
import { Tile } from "../../watch/tile.ts";
import { apiUrl, memberPathOf } from "../../wire/root.ts";
import { sessionLost } from "../../wire/session.ts";
import { language } from "../../words/language.ts";
import { sentence } from "../../words/sentence.ts";

/**
 * The live picture of a camera: WebCodecs, else MSE, and words in its place while there is none. It streams only while
 * it is in sight and the page is shown.
 */
export function LivePicture({ id, name }: { readonly id: number; readonly name: string }) {
  const place = useRef<HTMLDivElement>(null);
  const shownLanguage = language.value;
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const owner = { signInNeeded: sessionLost, decoded: () => {} };
    const camera = apiUrl(`cameras/${memberPathOf(id)}/`);
    const texts = { ...textsOf(shownLanguage), said: sentence };
    const tile = new Tile(name, camera, texts, owner);
    current.append(tile.view.element);
    const stopWatching = whileInSight(current, () => tile.start(), () => tile.pause());
    return () => {
      stopWatching();
      tile.close();
      tile.view.element.remove();
    };
  }, [id, name, shownLanguage]);
  return <div ref={place} class="live-picture" data-camera={name} />;
}

/** Calls `enter` and `leave` as an element comes into sight and goes out of it, be it by scrolling or by another tab. */
function whileInSight(element: Element, enter: () => void, leave: () => void): () => void {
  let intersects = false;
  let streaming = false;
  const look = () => {
    const wanted = intersects && !document.hidden;
    if (wanted === streaming) return;
    streaming = wanted;
    if (wanted) enter();
    else leave();
  };
  const observer = new IntersectionObserver((entries) => {
    intersects = entries.at(-1)?.isIntersecting ?? false;
    look();
  });
  observer.observe(element);
  document.addEventListener("visibilitychange", look);
  return () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", look);
  };
}
