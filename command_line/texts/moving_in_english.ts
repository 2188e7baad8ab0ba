import type { MovingInTexts } from "./moving_in.ts";

/** English. */
export const english: MovingInTexts = {
  about: {
    import: "Move in from the servers before: shows what would come, and asks. What is there " +
      "already stays; the same command may be given again at any time.",
    displays:
      "Take displays, groups and presets from the old display server's database (ue_cms.db).",
    sync: "Read config files of SyncGuards, and say what to add to ours.",
    keys: "Take session keys from the folder session_keys of the old node server.",
  },
  arguments: {
    path: "a database, a folder of session keys, or a SyncGuard's config file",
    database: "ue_cms.db; its -wal file belongs beside it. The old server may be running",
    configs: "syncguard_config.json, syncguard_config.txt, or a monitor's monitor_settings.txt",
    folder: "the folder with the files {client}_{container}_{time}.json",
  },
  options: {
    dryRun: "only show what would be done",
    yes: "do not ask (for scripts)",
    onConflict: "what to do with what is there and different: skip or replace",
    timeZone: "zone of the old server's clock, for example Asia/Seoul; default: this machine's",
    dataDir:
      "write into this data folder itself, without a token, while no control host runs on it",
  },
  columns: {
    what: "What",
    fresh: "New",
    added: "Completed",
    same: "The same",
    conflict: "Different",
    leftOut: "Remarks",
  },
  kinds: {
    displays: "Displays",
    groups: "Groups",
    presets: "Presets",
    keys: "Session keys",
  },
  fresh: (kind, names, more) =>
    `${kind}, new: ${names.join(", ")}${more === 0 ? "" : `, and ${more} more`}`,
  added: (kind, name, what) => `${kind}, completed: ${name} (${what})`,
  conflict: (kind, name, what, decided) => {
    const end = {
      skip: "stays as it is here; --on-conflict replace takes the old one",
      replace: "is replaced by the old one",
      byHand: "stays as it is here",
    };
    return `${kind}, different: ${name} (${what}): ${end[decided]}`;
  },
  differs: {
    names: "more names",
    mac: "network card",
    description: "description",
    members: "members",
    commands: "command lines",
    group: "group",
    severalDisplays: "its names are several displays here; merge them first",
  },
  remarks: {
    idUnusable: "left out, its id is no number",
    nameUnusable: "left out, its name must have 1 to 255 characters that can be shown",
    textUnusable: "comes without its description, which is no text of at most 2,000 characters",
    sameDisplay: "is the same display as",
    nameTaken: "comes without an old name that another display has as well",
    macUnusable: "left out, not the address of one network card",
    clientGone: "left out for a client that is no more",
    groupGone: "without a group that is no more",
    secondOfName: "is the second of its name, and becomes",
    commandsUnreadable: "left out, its client_commands cannot be read",
    commandUnusable: "without the command line, which is empty, too long or no text, for",
    twoCommands: "has two command lines for one display; id goes before name, for",
    noCommands: "left out, no command line is left",
  },
  leftOutHead: "What does not come along as it was:",
  more: (count) => `… and ${count} more; --json shows all.`,
  fileFaults: {
    notJson: "no JSON object",
    noClient: "no client_id of at most 64 characters",
    noContainer: "no container as Docker names them",
    noKey: "no session_key of 0x and 32 to 1,024 bytes",
    noTime: "no created_at or timestamp",
    tooLarge: "too large for a key file",
    notText: "not UTF-8",
    brokenLink: "a link that leads nowhere",
    linkOut: "a link that leads out of the folder",
  },
  others: (count) => `${count} other files were not looked at.`,
  nothingToDo: "There is nothing to do.",
  dryRun: "Nothing was changed: this was a dry run.",
  agree: "Do this? Type yes: ",
  agreed: ["yes", "y"],
  sayYes: "Nobody can be asked here: add --yes to do this, or --dry-run to look only.",
  nothingDone: "Nothing was changed.",
  progress: (done, all) => `${done} of ${all}`,
  done: (count) => `Done: ${count}. The old files are as they were.`,
  failed: (kind, name, reason) => `Refused. ${kind}: ${name}: ${reason}`,
  tooManyFailed: "Too much was refused.",
  brokenOff: (reason) => `It was broken off: ${reason}`,
  runAgain: "What is done stays done. Give the same command again to do the rest.",
  needs: (display) => `the display ${display} is missing`,
  badTimeZone: (zone) => `--time-zone must be a zone such as Asia/Seoul, not ${zone}.`,
  keysNext: "Keys that the nodes tell of themselves are newer than these.",
  notHere: "This program cannot read old files here.",
  into: (folder, isNew) =>
    isNew
      ? `Into the data folder ${folder}, which is new: nothing was there.`
      : `Into the data folder ${folder}.`,
  oneWay: "--data-dir writes into a folder and asks nobody: give it without --url and --token.",
  problems: {
    missing: { wrong: "there is no such file or folder", next: "Check the path." },
    notPermitted: {
      wrong: "it may not be read",
      next: "Run this as the user whose it is, or copy it and make the copy yours.",
    },
    isFolder: { wrong: "it is a folder", next: "Name the file in it." },
    notFolder: { wrong: "it is no folder", next: "Name the folder that the key files are in." },
    notFile: { wrong: "it is no file that has an end", next: "Name a plain file." },
    notDatabase: {
      wrong: "it is no SQLite database",
      next: "The old display server's is called ue_cms.db.",
    },
    otherDatabase: {
      wrong: "it is the database of another program",
      next: "The old display server's is called ue_cms.db.",
    },
    ownDatabase: {
      wrong: "it is a database of Signalbox itself",
      next: "Use backup and restore to move that.",
    },
    damaged: {
      wrong: "it is damaged or cut off",
      next: "Copy it again with its -wal file, while the old server is stopped.",
    },
    busy: {
      wrong: "it was written to each time that it was read",
      next: "Stop the old server for a moment.",
    },
    tooLarge: { wrong: "it is too large", next: "Is it the right file?" },
    tooMany: { wrong: "it has more than can be moved in", next: "Is it the right one?" },
    noKeys: { wrong: "no file in it ends in .json", next: "Name the folder session_keys itself." },
    full: {
      wrong: "there is no room for the copy that is read",
      next: "Make room in the folder for temporary files.",
    },
    hostRuns: {
      wrong: "a control host, or another import, has this data folder",
      next: "Leave --data-dir away to import through it, or stop it first.",
    },
    failed: { wrong: "it cannot be read", next: "Copy it to this machine, and name the copy." },
  },
  portsDiffer: (ports) =>
    `They send to different ports (${ports}), and a control host has one device port: ` +
    "change the SyncGuards that differ.",
  oneNamed: "--name, --claimed and --peer are of one SyncGuard: give one file with them.",
  monitorPort: (file, port) => `${file}: this monitor listens on port ${port}.`,
};
