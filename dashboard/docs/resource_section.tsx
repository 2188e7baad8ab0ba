import { useSignal } from "@preact/signals";
import { docsWords } from "../words/docs.ts";
import { type Operation, type Schemas, titleOf } from "./document.ts";
import { OperationBody } from "./operation_body.tsx";

/** A resource as people read it. */
export function resourceTitle(resource: string): string {
  const { hostResource, deviceResource } = docsWords();
  if (resource === "host") return hostResource;
  return resource === "device" ? deviceResource : resource;
}

interface SectionProps {
  readonly resource: string;
  readonly operations: readonly Operation[];
  readonly schemas: Schemas;
}

/** All that can be asked of one resource. */
export function ResourceSection({ resource, operations, schemas }: SectionProps) {
  return (
    <section aria-labelledby={resource}>
      <h2 id={resource}>{resourceTitle(resource)}</h2>
      {operations.map((operation) => (
        <OperationEntry key={operation.id} operation={operation} schemas={schemas} />
      ))}
    </section>
  );
}

/** One operation, folded; what is in it is made when it is opened first. */
function OperationEntry(
  { operation, schemas }: { readonly operation: Operation; readonly schemas: Schemas },
) {
  const { id, method, path, role } = operation;
  const words = docsWords();
  const opened = useSignal(location.hash === `#${id}`);
  return (
    <details
      id={id}
      class="operation panel"
      open={opened.value}
      onToggle={(event) => {
        if (event.currentTarget.open) opened.value = true;
      }}
    >
      <summary>
        <span class="method" data-method={method}>{method}</span>
        <code>{path}</code>
        <span class="title">{titleOf(operation)}</span>
        <span class="quiet" title={words.role}>{words.roles[role] ?? role}</span>
      </summary>
      {opened.value && <OperationBody operation={operation} schemas={schemas} />}
    </details>
  );
}
