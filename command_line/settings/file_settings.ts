import { z } from "zod";
import { topicProblem } from "../../protocols/discovery/topics.ts";
import { BackupSetting } from "./backup.ts";
import { type AlertChannelSetting, AlertChannelSettings } from "./alert_channel.ts";
import { AlertsSetting } from "./alert.ts";
import { ReadySetting } from "./ready.ts";

/** Twice the largest fleet that is tested. */
const MOST_HOSTS = 4_096;
const MOST_WALLS = 256;
/** The largest wall heard of has some hundred sync cards. */
const MOST_HOSTS_OF_A_WALL = 512;

const NAME = z.string().trim().min(1).max(64).regex(/^[^\p{Cc}\p{Cs}/]+$/u);
const ADDRESS = z.union([z.ipv4(), z.ipv6()]);
// RFC 1035: a name has at most 253 characters; an IPv6 address is shorter.
const HOST = z.string().regex(/^[A-Za-z0-9._:%-]{1,253}$/);

const Poll = z.strictObject({
  address: HOST,
  port: z.int().min(1).max(65_535).default(8080),
  // The guide's "every 5 to 10 seconds".
  intervalMs: z.int().min(5_000).max(10_000).default(5_000),
});

const SyncHost = z.strictObject({
  name: NAME,
  claimed: z.ipv4().optional(),
  peer: ADDRESS.optional(),
  poll: Poll.optional(),
});

const Wall = z.strictObject({
  name: NAME,
  hosts: z.array(NAME).min(1).max(MOST_HOSTS_OF_A_WALL),
});

const PORT = z.int().min(1).max(65_535);

const Camera = z.strictObject({
  name: NAME,
  address: HOST,
  port: PORT.optional(),
  relayPort: PORT.optional(),
});

/** Some hundred would fill a gigabit. */
const MOST_CAMERAS = 1_000;
/** A site has some networks, each machine of it may be named by itself. */
const MOST_RANGES = 1_000;
/** Three spellings are in the field. */
const MOST_SPELLINGS = 16;

const Topics = z.array(z.string().refine((topic) => topicProblem(topic) === null))
  .min(1).max(MOST_SPELLINGS);
// Room is left for what comes behind it.
const TopicPrefix = z.string().max(100).endsWith("/").refine((topic) =>
  topicProblem(topic) === null
);
const CameraTopics = z.strictObject({
  requests: Topics.optional(),
  records: Topics.optional(),
  replyPrefix: TopicPrefix.optional(),
  sensorPrefix: TopicPrefix.optional(),
});

/** A sync host with a name: which claimed and peer address its lines have, how it is asked, or both. */
export type SyncHostSetting = z.infer<typeof SyncHost>;
/** Sync hosts that belong together, by configured name or by address. */
export type WallSetting = z.infer<typeof Wall>;

/** A camera with a name, whether or not it is found over MQTT. */
export type CameraEntry = z.infer<typeof Camera>;
/** Topics in place of the fielded ones; what is left out stays as it is. */
export type CameraTopicsSetting = z.infer<typeof CameraTopics>;

/** What only a config file can say: lists, for which there is no flag and no variable. */
export interface FileSettings {
  readonly syncHosts?: readonly SyncHostSetting[];
  readonly walls?: readonly WallSetting[];
  /** What `exec` may not run, in place of the built-in list; `*` stands for any characters. */
  readonly execBlockList?: readonly string[];
  readonly cameras?: readonly CameraEntry[];
  /** Addresses and ranges (CIDR) of cameras that may be found over MQTT; without it, private and loopback ones. */
  readonly cameraAddresses?: readonly string[];
  readonly cameraTopics?: CameraTopicsSetting;
  /** When a show can begin. */
  readonly ready?: ReadySetting;
  /** What there are alerts of. */
  readonly alerts?: AlertsSetting;
  /** Where alerts are told. */
  readonly alertChannels?: readonly AlertChannelSetting[];
  /** Backups of the control host itself. */
  readonly backup?: BackupSetting;
}

/** The name of a list, as it stands in the config file. */
export type FileSettingName = keyof FileSettings;

/** Patterns over the whole command text, which has 8,192 characters at most. */
const ExecBlockList = z.array(z.string().min(1).max(1_024).regex(/^[^\p{Cc}]*$/u)).max(1_000);

/** The one list of lists. A new one is a line here, one in {@link FileSettings}, and its use in main.ts. */
export const FILE_SETTINGS: { readonly [K in FileSettingName]: z.ZodType<FileSettings[K]> } = {
  syncHosts: z.array(SyncHost).max(MOST_HOSTS),
  walls: z.array(Wall).max(MOST_WALLS),
  execBlockList: ExecBlockList,
  cameras: z.array(Camera).max(MOST_CAMERAS),
  cameraAddresses: z.array(z.union([z.cidrv4(), z.cidrv6(), ADDRESS])).max(MOST_RANGES),
  cameraTopics: CameraTopics,
  ready: ReadySetting,
  alerts: AlertsSetting,
  alertChannels: AlertChannelSettings,
  backup: BackupSetting,
};

/** All names, in the order in which they are shown. */
export const FILE_SETTING_NAMES = Object.keys(FILE_SETTINGS) as readonly FileSettingName[];
