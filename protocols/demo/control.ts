/**
 * How `signalbox demo fault` talks to the demo that runs: HTTP on loopback, with a secret that stands in a file which
 * only this user can read.
 *
 * | Request | Body | Answer |
 * |---|---|---|
 * | `GET /faults` | | {@link DemoFaultList} |
 * | `PUT /faults/{name}` | {@link DemoFaultOrder} | {@link DemoFaultList} |
 * | `DELETE /faults/{name}` | | {@link DemoFaultList} |
 * | `DELETE /faults` | | {@link DemoFaultList} |
 *
 * Any other answer is a {@link DemoRefusal} with a status of its own: 401 for a wrong secret, 404 for an unknown
 * fault, 422 for a body that cannot be read, 503 while the fleet is being started again.
 *
 * @module
 */
import { z } from "zod";

/** What stands in the file of a demo that runs. */
export const DemoCard = z.strictObject({
  /** Of the process that runs it. */
  pid: z.int().min(1),
  /** The control channel: `http://127.0.0.1:<port>`. */
  control: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }),
  /** For `Authorization: Bearer …`. */
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of its control host. */
  httpPort: z.int().min(1).max(65_535),
});
export type DemoCard = Readonly<z.infer<typeof DemoCard>>;

/** Why a request was not done, in one sentence. */
export const DemoRefusal = z.strictObject({ reason: z.string() });
