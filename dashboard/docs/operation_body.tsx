import { rootUrl } from "../wire/root.ts";
import { docsWords } from "../words/docs.ts";
import { CopyLine } from "./copy_line.tsx";
import { curlLine } from "./curl_line.ts";
import type { ApiAnswer, Content, Operation, Parameter, Schemas } from "./document.ts";
import { exampleOf } from "./example.ts";
import { rulesOf, typeText } from "./schema.ts";
import { SchemaFields } from "./schema_fields.tsx";

interface Props {
  readonly operation: Operation;
  readonly schemas: Schemas;
}

/** What an operation takes and answers, and what to type. */
export function OperationBody({ operation, schemas }: Props) {
  const words = docsWords();
  const { id, parameters, body, answers } = operation;
  // Where the page is served below another path, so is the API.
  const origin = rootUrl("").href.replace(/\/$/, "");
  return (
    <div class="operation-body">
      <h3>{words.command}</h3>
      <CopyLine text={curlLine(operation, schemas, origin)} />
      <Parameters parameters={parameters} />
      {body && (
        <>
          <h3>{words.body}</h3>
          <ContentFacts content={body} schemas={schemas} />
        </>
      )}
      <h3>{words.answers}</h3>
      {answers.map((answer) => <Answer key={answer.status} answer={answer} schemas={schemas} />)}
      <p>
        <a href={`#${id}`}>#{id}</a>
      </p>
    </div>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const words = docsWords();
  if (parameters.length === 0) return null;
  return (
    <>
      <h3>{words.parameters}</h3>
      <dl class="fields">
        {parameters.map(({ name, in: place, required, description, schema = {} }) => (
          <div key={`${place} ${name}`}>
            <dt>
              <code>{name}</code>
              <span class="quiet">{words.places[place]}</span>
              {required && <strong>{words.required}</strong>}
            </dt>
            <dd>
              <code>{typeText(schema)}</code>
              {rulesOf(schema).map((rule) => <code key={rule} class="rule">{rule}</code>)}
              {description && <p>{description}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Answer({ answer, schemas }: { readonly answer: ApiAnswer; readonly schemas: Schemas }) {
  const words = docsWords();
  const { status, description, content } = answer;
  return (
    <div class="answer">
      <p>
        <strong>{status === "default" ? words.problem : status}</strong> {description}
        {content === null && <span class="quiet">{` (${words.noBody})`}</span>}
      </p>
      {content && <ContentFacts content={content} schemas={schemas} />}
    </div>
  );
}

function ContentFacts(
  { content: { type, schema }, schemas }: {
    readonly content: Content;
    readonly schemas: Schemas;
  },
) {
  const words = docsWords();
  const example = JSON.stringify(exampleOf(schema, schemas), null, 2);
  return (
    <>
      <p>
        <code>{type}</code> <code>{typeText(schema)}</code>
      </p>
      <SchemaFields schema={schema} schemas={schemas} />
      {/json|event-stream/.test(type) && (
        <details class="example">
          <summary>{words.example}</summary>
          <pre tabIndex={0}>{example}</pre>
        </details>
      )}
    </>
  );
}
