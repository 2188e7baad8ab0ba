// Before anything is drawn, so that no light flashes in a dark room.
import "../look/theme.ts";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { chooseLanguage, language } from "../words/language.ts";
import { docsWords } from "../words/docs.ts";
import { description, load } from "./description.ts";
import { type ApiDescription, byResource, matches } from "./document.ts";
import { ResourceSection, resourceTitle } from "./resource_section.tsx";

/** The whole page. */
export function DocsPage() {
  useEffect(() => void load(), []);
  const words = docsWords();
  return (
    <>
      <DocsHead />
      {description.value.state === "loaded"
        ? <Described api={description.value.description} />
        : (
          <main class="docs-note">
            <p role="status">
              {description.value.state === "loading" ? words.loading : words.failed}
            </p>
            {description.value.state === "failed" && (
              <button
                type="button"
                onClick={() => void load()}
              >
                {words.tryAgain}
              </button>
            )}
          </main>
        )}
    </>
  );
}

function DocsHead() {
  const words = docsWords();
  return (
    <header class="docs-head">
      <a class="brand" href=".">Signalbox</a>
      <a href=".">{words.dashboard}</a>
      <a href="openapi.json">{words.rawDocument}</a>
      <button
        type="button"
        lang={language.value === "ko" ? "en" : "ko"}
        onClick={() => chooseLanguage(language.value === "ko" ? "en" : "ko")}
      >
        {language.value === "ko" ? "English" : "한국어"}
      </button>
    </header>
  );
}

function Described({ api }: { readonly api: ApiDescription }) {
  const words = docsWords();
  const typed = useSignal("");
  const found = useMemo(
    () => byResource(api.operations.filter((operation) => matches(operation, typed.value))),
    [api, typed.value],
  );
  useEffect(() => showTarget(), []);
  return (
    <div class="docs-body">
      <nav aria-label={words.resources}>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onInput={(event) => typed.value = event.currentTarget.value}
        />
        {[...found.keys()].map((resource) => (
          <a key={resource} href={`#${resource}`}>{resourceTitle(resource)}</a>
        ))}
      </nav>
      <main>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <p class="quiet">{words.token} {words.version(api.version)}</p>
        {found.size === 0 && <p role="status">{words.noMatch}</p>}
        {[...found].map(([resource, operations]) => (
          <ResourceSection
            key={resource}
            resource={resource}
            operations={operations}
            schemas={api.schemas}
          />
        ))}
      </main>
    </div>
  );
}

/** The browser has looked for the address's place before there was anything on the page. */
function showTarget(): void {
  const id = location.hash.slice(1);
  if (id !== "") document.getElementById(id)?.scrollIntoView();
}
