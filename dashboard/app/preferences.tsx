import { chooseTheme, type Theme, theme } from "../look/theme.ts";
import { Icon } from "../parts/icon.tsx";
import { signOut } from "../wire/api.ts";
import { identity } from "../wire/session.ts";
import { chooseLanguage, language } from "../words/language.ts";
import { shellWords } from "../words/shell.ts";

const THEMES: readonly Theme[] = ["system", "dark", "light"];

/** Language, theme, and who is signed in. */
export function Preferences() {
  const words = shellWords();
  const who = identity.value;
  return (
    <div class="preferences">
      <label>
        <Icon name="language" />
        <span class="offscreen">{words.language}</span>
        <select
          value={language}
          onChange={(event) => chooseLanguage(event.currentTarget.value === "ko" ? "ko" : "en")}
        >
          <option value="en" lang="en">English</option>
          <option value="ko" lang="ko">한국어</option>
        </select>
      </label>
      <label>
        <Icon name="theme" />
        <span class="offscreen">{words.theme}</span>
        <select
          value={theme}
          onChange={(event) =>
            chooseTheme(THEMES.find((one) => one === event.currentTarget.value) ?? "system")}
        >
          {THEMES.map((one) => <option key={one} value={one}>{words.themes[one]}</option>)}
        </select>
      </label>
      {who && (
        <span class="who" title={words.roles[who.role]}>
          <span dir="auto">{who.name}</span>
          <button
            type="button"
            class="plain"
            aria-label={words.signOut}
            title={words.signOut}
            onClick={() => void signOut()}
          >
            <Icon name="out" />
          </button>
        </span>
      )}
    </div>
  );
}
