import { JobPanel } from "../jobs/job_panel.tsx";
import { ConfirmHost } from "../parts/confirm.tsx";
import { Icon } from "../parts/icon.tsx";
import { PageGuard } from "../parts/page_guard.tsx";
import { PageHead } from "../parts/page_head.tsx";
import { problemText, ToastHost } from "../parts/toasts.tsx";
import { connection, type ConnectionState } from "../wire/connection.ts";
import { mayAs, session } from "../wire/session.ts";
import { commonWords, shellWords } from "../words/shell.ts";
import { moment } from "../words/times.ts";
import { Help } from "./help.tsx";
import { overlay } from "./keyboard.ts";
import { Palette } from "./palette.tsx";
import { Preferences } from "./preferences.tsx";
import { linkTo, place } from "./router.ts";
import { findRoute, ROUTES } from "./routes.ts";
import { SignIn } from "./sign_in.tsx";

/** The frame around every page. Without a session there is nothing to see; what was open stays behind the question. */
export function Shell() {
  const words = shellWords();
  const { value } = session;
  const { state } = value;
  const isKept = value.state === "none" && value.ended !== undefined;
  if (state === "unknown") return <p class="booting" role="status">{words.connecting}</p>;
  return (
    <>
      <a class="skip" href="#content" onClick={skipToContent}>{words.skip}</a>
      <header class="top">
        <a class="brand" href={linkTo([])}>Signalbox</a>
        {state === "signedIn" && <Navigation />}
        <Preferences />
      </header>
      {state === "none" && <SignIn />}
      {(state === "signedIn" || isKept) && (
        <div hidden={isKept}>
          <ConnectionBar />
          <Content />
        </div>
      )}
      {state === "signedIn" && <JobPanel />}
      <Overlay />
      <ConfirmHost />
      <ToastHost />
    </>
  );
}

function Overlay() {
  if (overlay.value === "palette" && session.value.state === "signedIn") return <Palette />;
  return overlay.value === "help" ? <Help /> : null;
}

/** The address keeps the page, so a link into it cannot be used as on other sites. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function Navigation() {
  const words = shellWords();
  const [first = ""] = place.value.path;
  return (
    <nav class="pages" aria-label={words.navigation}>
      {ROUTES.map(({ path, nav }) => {
        if (!nav || nav.menu) return null;
        const text = words[nav.word];
        return (
          <a key={path} href={`#/${path}`} aria-current={path === first ? "page" : undefined}>
            <Icon name={nav.icon} />
            <span>{typeof text === "string" ? text : ""}</span>
          </a>
        );
      })}
    </nav>
  );
}

function barText(value: Exclude<ConnectionState, { state: "live" }>): string {
  const { connecting, lost, refused, refusedSince } = shellWords();
  const { problem } = value;
  const why = problem && problem.code !== "unreachable" ? problemText(problem) : undefined;
  if (value.state === "connecting") return why === undefined ? connecting : refused(why);
  const since = moment(value.since);
  return why === undefined ? lost(since) : refusedSince(why, since);
}

/** Says that what is seen is old, and since when: nothing stale is to be taken for live. */
function ConnectionBar() {
  const { value } = connection;
  if (value.state === "live") return null;
  return (
    <p class="connection" data-state={value.state} role="alert">
      {barText(value)}
    </p>
  );
}

function Page({ route, params }: NonNullable<ReturnType<typeof findRoute>>) {
  if (route.needs && !mayAs(route.needs)) return <PageHead title={commonWords().noRight} />;
  return <route.page key={JSON.stringify(params)} params={params} />;
}

function Content() {
  const found = findRoute(place.value.path);
  const { state } = connection.value;
  if (state === "connecting") return null;
  return (
    <main id="content" tabIndex={-1} data-connection={state}>
      <PageGuard key={place.value.path.join("/")}>
        {found ? <Page {...found} /> : <PageHead title={commonWords().noSuchPage} />}
      </PageGuard>
    </main>
  );
}
