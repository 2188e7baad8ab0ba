import { useEffect, useRef } from "preact/hooks";
import { chooseTheme, type Theme, theme } from "../look/theme.ts";
import { Icon } from "../parts/icon.tsx";
import { toastProblem } from "../parts/toasts.tsx";
import { signOut } from "../wire/api.ts";
import { identity, mayAs } from "../wire/session.ts";
import { chooseLanguage, language } from "../words/language.ts";
import { shellWords } from "../words/shell.ts";
import { linkTo } from "./router.ts";
import { overlay } from "./keyboard.ts";
import { ROUTES } from "./routes.ts";

const THEMES: readonly Theme[] = ["system", "dark", "light"];

/** Language, theme, the keys, and who is signed in; behind one button. */
export function Preferences() {
  const words = shellWords();
  const who = identity.value;
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => closeWithOthers(menu.current), []);
  return (
    <details ref={menu} class="menu">
      <summary title={words.preferences}>
        <Icon name="menu" /> <span class="offscreen">{words.preferences}</span>
        {who && <span class="who" dir="auto">{who.name}</span>}
      </summary>
      <div class="menu-body">
        <Choices />
        <button type="button" onClick={() => overlay.value = "help"}>{words.help}</button>
        <MenuPages />
        <a href="docs">HTTP API</a>
        {who && (
          <>
            <p class="quiet">
              <span dir="auto">{who.name}</span> {words.roles[who.role]}
            </p>
            <button type="button" onClick={() => void leave()}>
              <Icon name="out" /> {words.signOut}
            </button>
          </>
        )}
      </div>
    </details>
  );
}

/** Pages that are needed seldom, as far as this role may see them. */
function MenuPages() {
  const words = shellWords();
  return (
    <>
      {ROUTES.map(({ path, nav, needs }) => {
        const text = nav?.menu && words[nav.word];
        if (!nav || typeof text !== "string" || (needs && !mayAs(needs))) return null;
        return (
          <a key={path} class="icon-link" href={linkTo([path])} onClick={closeMenu}>
            <Icon name={nav.icon} /> {text}
          </a>
        );
      })}
    </>
  );
}

function closeMenu({ currentTarget }: Event): void {
  if (currentTarget instanceof Element) currentTarget.closest("details")?.removeAttribute("open");
}

async function leave(): Promise<void> {
  const answer = await signOut();
  if (!answer.ok && answer.problem.status !== 401) toastProblem(answer.problem);
}

/** A menu is gone when something else is done. */
function closeWithOthers(menu: HTMLDetailsElement | null): () => void {
  const close = ({ target }: Event) => {
    if (menu && target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  const escape = ({ key }: KeyboardEvent) => {
    if (menu && key === "Escape") menu.open = false;
  };
  addEventListener("pointerdown", close);
  addEventListener("keydown", escape);
  return () => {
    removeEventListener("pointerdown", close);
    removeEventListener("keydown", escape);
  };
}

function Choices() {
  const words = shellWords();
  return (
    <>
      <label>
        {words.language}
        <select
          name="language"
          value={language}
          onChange={(event) => chooseLanguage(event.currentTarget.value === "ko" ? "ko" : "en")}
        >
          <option value="en" lang="en">English</option>
          <option value="ko" lang="ko">한국어</option>
        </select>
      </label>
      <label>
        {words.theme}
        <select
          name="theme"
          value={theme}
          onChange={(event) =>
            chooseTheme(THEMES.find((one) => one === event.currentTarget.value) ?? "system")}
        >
          {THEMES.map((one) => <option key={one} value={one}>{words.themes[one]}</option>)}
        </select>
      </label>
    </>
  );
}
