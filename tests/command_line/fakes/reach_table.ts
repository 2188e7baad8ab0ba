/** What does the work of an operation of the API: a line that sends it, or why there is none. */
export type Reach = { readonly line: string } | { readonly none: string };

const DEVICE = "a device sends it, and no person";
const BROWSER = "a browser keeps a session; here the token goes with each request";

/**
 * Every operation of the API that changes something, by its id. Whoever adds one adds a subcommand and its line here,
 * or the reason why nobody would type it.
 */
export const REACHED: Readonly<Record<string, Reach>> = {
  addDisplay: { line: 'display add "Wall right" --alias PC-18' },
  editDisplay: { line: 'display rename Left "Wall left"' },
  mergeDisplays: { line: "display merge PC-17 --into Left --yes" },
  forgetDisplay: { line: "display forget Left" },
  orderDisplay: { line: "send Left check" },
  createGroup: { line: "group create Hall Left" },
  updateGroup: { line: "group edit Lobby --add PC-17" },
  deleteGroup: { line: "group delete Lobby" },
  createPreset: { line: 'preset create Evening --on "Left=a.exe"' },
  updatePreset: { line: 'preset edit Morning --on "PC-17=b.exe"' },
  deletePreset: { line: "preset delete Morning" },
  executePreset: { line: "preset run Morning" },
  stopPreset: { line: "preset stop Morning" },
  forgetSyncHost: { line: 'sync forget "Hall left"' },
  noteWall: { line: 'wall note Hall "Reseated the cable."' },
  forgetCamera: { line: "camera forget Entrance" },
  broadcastCameras: { line: "camera record start Entrance" },
  orderCamera: { none: "camera record sends the same for one camera as for many" },
  deleteRecording: { line: "camera delete-recording Entrance now.mp4 --yes" },
  broadcastNodes: { line: "broadcast status" },
  orderNode: { line: "send client123/all status" },
  orderContainer: { line: "send client123/3node0 status" },
  forgetNode: { line: "node forget client123" },
  stopRotation: { line: "cancel rot_1" },
  cancelCommand: { line: "cancel cmd_1" },
  importSessionKey: { line: "import keys old_keys --yes" },
  revealSessionKey: { line: "key reveal HOST-1/3node0" },
  createSchedule: { line: 'schedule add Check status --cron "0 4 * * *"' },
  updateSchedule: { line: "schedule edit Nightly --missed run-once" },
  deleteSchedule: { line: "schedule remove Nightly" },
  runSchedule: { line: "schedule run Nightly" },
  acknowledgeAlert: { line: "alert ack 12" },
  snoozeAlert: { line: "alert snooze 12 8h" },
  createMaintenance: { line: "maintenance begin 2h --group Lobby" },
  deleteMaintenance: { line: "maintenance end 3" },
  testAlertChannel: { line: "alert test Duty" },
  verifyAudit: { line: "audit verify" },
  makeHostBackup: { line: "backup" },
  createToken: { none: "token new makes one on the control host itself, without a token" },
  revokeToken: { none: "token revoke does it on the control host itself, without a token" },
  signIn: { none: BROWSER },
  signOut: { none: BROWSER },
  announceLegacyClient: { none: DEVICE },
  logInDevice: { none: DEVICE },
  saveServerLog: { none: DEVICE },
};
