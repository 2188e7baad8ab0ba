import { useSignal } from "@preact/signals";
import { docsWords } from "../words/docs.ts";
import type { Schema, Schemas } from "./document.ts";
import { fieldsOf, partsOf, referenceOf, resolve, rulesOf, typeText } from "./schema.ts";

interface Props {
  readonly schema: Schema;
  readonly schemas: Schemas;
}

/** The fields of a schema, or what is inside of it; nothing for a plain value. */
export function SchemaFields({ schema, schemas }: Props) {
  const fields = fieldsOf(schema, schemas);
  if (fields.length === 0) return <Inside schema={schema} schemas={schemas} />;
  const words = docsWords();
  return (
    <dl class="fields">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>
            <code>{field.name}</code>
            {field.required && <strong>{words.required}</strong>}
          </dt>
          <dd>
            <code>{typeText(field.schema)}</code>
            {rulesOf(field.schema).map((rule) => <code key={rule} class="rule">{rule}</code>)}
            {field.schema.description && <p>{field.schema.description}</p>}
            <Inside schema={field.schema} schemas={schemas} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a field leads to: each object of it, folded, for a schema may hold itself. */
function Inside({ schema, schemas }: Props) {
  return (
    <>
      {objectsIn(schema, schemas).map((each, index) => (
        <Folded key={index} schema={each} schemas={schemas} />
      ))}
    </>
  );
}

function Folded({ schema, schemas }: Props) {
  const words = docsWords();
  const opened = useSignal(false);
  return (
    <details
      class="inside"
      onToggle={(event) => {
        if (event.currentTarget.open) opened.value = true;
      }}
    >
      <summary>{words.fields(referenceOf(schema) ?? typeText(schema))}</summary>
      {opened.value && <SchemaFields schema={schema} schemas={schemas} />}
    </details>
  );
}

/** The objects that a schema leads to at once: through a list, or as alternatives. */
function objectsIn(schema: Schema, schemas: Schemas): readonly Schema[] {
  if (schema.items) return objectsIn(schema.items, schemas);
  if (fieldsOf(schema, schemas).length > 0) return [schema];
  const found = resolve(schema, schemas);
  if (found.items) return objectsIn(found.items, schemas);
  return partsOf(found).flatMap((part) => objectsIn(part, schemas));
}
