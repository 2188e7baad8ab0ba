import type { AuditSubjectKind } from "../../protocols/api/audit.ts";
import { linkTo } from "../app/router.ts";
import { Icon } from "../parts/icon.tsx";
import { mayAs } from "../wire/session.ts";
import { auditWords } from "../words/audit.ts";

/** The way to everything that was changed about one subject; for those who may see it. */
export function AuditLink(
  { kind, subjectKey }: { readonly kind: AuditSubjectKind; readonly subjectKey: string | number },
) {
  if (!mayAs("admin")) return null;
  const href = linkTo(["audit"], { subjectKind: kind, subjectKey: String(subjectKey) });
  return (
    <a class="button" href={href}>
      <Icon name="trail" /> {auditWords().changes}
    </a>
  );
}
