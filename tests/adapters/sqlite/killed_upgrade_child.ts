/** Brings a data folder to the newest schema, and kills itself before the step that it was given. */
import { openForWriting } from "../../../adapters/sqlite/connection.ts";
import { migrate, MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { databaseIn } from "./older_folders.ts";

const [dataDir = "", step = ""] = Deno.args;
const database = openForWriting(databaseIn(dataDir));
const exec = database.exec.bind(database);
database.exec = (sql: string) => {
  if (sql === MIGRATIONS[Number(step)]) Deno.kill(Deno.pid, "SIGKILL");
  exec(sql);
};
migrate(database);
