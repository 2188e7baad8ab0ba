import type { WatchTexts } from "./texts.ts";

/** Asks for a token, and exchanges it for a session cookie, which scripts cannot read. */
export class SignIn {
  readonly #form: HTMLFormElement;
  readonly #token: HTMLInputElement;
  readonly #problem: HTMLElement;
  readonly #session: URL;
  readonly #texts: WatchTexts;

  constructor(form: HTMLFormElement, session: URL, texts: WatchTexts, signedIn: () => void) {
    this.#form = form;
    this.#session = session;
    this.#texts = texts;
    this.#token = document.createElement("input");
    this.#problem = document.createElement("p");
    this.#fill();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(signedIn);
    });
  }

  show(): void {
    if (!this.#form.hidden) return;
    this.#form.hidden = false;
    this.#token.focus();
  }

  #fill(): void {
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

  async #submit(signedIn: () => void): Promise<void> {
    const answer = await fetch(this.#session, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: this.#token.value.trim() }),
    }).catch(() => undefined);
    if (answer?.ok) {
      this.#token.value = "";
      this.#form.hidden = true;
      this.#problem.textContent = "";
      return signedIn();
    }
    this.#problem.textContent = answer === undefined
      ? this.#texts.unreachable
      : await whyNot(answer, this.#texts);
  }
}

/** 401 is the token's fault; anything else is said by the control host, such as too many tries. */
async function whyNot(answer: Response, texts: WatchTexts): Promise<string> {
  if (answer.status === 401) return texts.tokenRefused;
  const problem: unknown = await answer.json().catch(() => undefined);
  const told = typeof problem === "object" && problem !== null && "detail" in problem;
  return told ? String(problem.detail) : texts.unreachable;
}
