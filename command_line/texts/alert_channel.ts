import type {
  AlertChannelKind,
  AlertChannelState,
  DeliveryState,
} from "../../protocols/api/alert_channel.ts";

/** What the command line says about the channels of alerts, in one language. */
export interface AlertChannelTexts {
  readonly about: Readonly<Record<"channels" | "test" | "deliveries", string>>;
  readonly channelName: string;
  readonly onlyChannel: string;
  readonly onlyState: string;
  readonly columns: Readonly<
    Record<
      | "channel"
      | "kind"
      | "to"
      | "state"
      | "waiting"
      | "last"
      | "why"
      | "queued"
      | "notice"
      | "attempts"
      | "took",
      string
    >
  >;
  readonly kinds: Readonly<Record<AlertChannelKind, string>>;
  readonly states: Readonly<Record<AlertChannelState, string>>;
  readonly outcomes: Readonly<Record<DeliveryState, string>>;
  tested(name: string, ms: number, detail: string): string;
  notTested(name: string, reason: string): string;
  /** What is wrong with a channel in the config file. */
  readonly wrong: {
    readonly halfLogin: string;
    readonly chatMissing: string;
    readonly chatUnneeded: string;
    templateMeant(template: string): string;
  };
}

/** English. */
export const english: AlertChannelTexts = {
  about: {
    channels: "List the channels by which alerts are told, and how each is doing.",
    test: "Send a test through a channel. Exit code 1 when it did not arrive.",
    deliveries: "List what the channels were told, newest first.",
  },
  channelName: "name of the channel, as in the config file",
  onlyChannel: "only this channel",
  onlyState: "only these: waiting, delivered, failed, expired, folded, dropped, withdrawn",
  columns: {
    channel: "Channel",
    kind: "Kind",
    to: "To",
    state: "State",
    waiting: "Waiting",
    last: "Last delivered",
    why: "Last failure",
    queued: "When",
    notice: "Notice",
    attempts: "Tries",
    took: "Took",
  },
  kinds: { webhook: "webhook", email: "e-mail", mqtt: "MQTT" },
  states: { idle: "idle", sending: "sending", limited: "rate limited", retrying: "retrying" },
  outcomes: {
    waiting: "waiting",
    delivered: "delivered",
    failed: "refused",
    expired: "too old",
    folded: "in a digest",
    dropped: "too many",
    withdrawn: "channel removed",
  },
  tested: (name, ms, detail) => `The test through ${name} arrived (${ms} ms): ${detail}`,
  notTested: (name, reason) => `The test through ${name} did not arrive: ${reason}`,
  wrong: {
    halfLogin: "user and password need each other",
    chatMissing: "Telegram needs the chat's number, or @ and its name",
    chatUnneeded: "only template: telegram has a chat",
    templateMeant: (template) => `this address takes template: ${template}`,
  },
};

/** Korean. */
export const korean: AlertChannelTexts = {
  about: {
    channels: "알림을 보내는 채널과 각 채널의 상태를 나열합니다.",
    test: "채널로 시험 알림을 보냅니다. 도착하지 않으면 종료 코드는 1입니다.",
    deliveries: "채널로 보낸 알림을 최신순으로 나열합니다.",
  },
  channelName: "설정 파일에 적힌 채널 이름",
  onlyChannel: "이 채널만",
  onlyState: "다음 상태만: waiting, delivered, failed, expired, folded, dropped, withdrawn",
  columns: {
    channel: "채널",
    kind: "종류",
    to: "받는 곳",
    state: "상태",
    waiting: "대기",
    last: "마지막 전달",
    why: "마지막 실패",
    queued: "시각",
    notice: "알림",
    attempts: "시도",
    took: "걸린 시간",
  },
  kinds: { webhook: "웹훅", email: "이메일", mqtt: "MQTT 브로커" },
  states: { idle: "대기 중", sending: "보내는 중", limited: "빈도 제한", retrying: "재시도 중" },
  outcomes: {
    waiting: "대기",
    delivered: "전달됨",
    failed: "거부됨",
    expired: "너무 오래됨",
    folded: "묶어서 보냄",
    dropped: "너무 많음",
    withdrawn: "채널 삭제됨",
  },
  tested: (name, ms, detail) => `${name} 채널로 보낸 시험 알림이 도착했습니다 (${ms}ms): ${detail}`,
  notTested: (name, reason) => `${name} 채널로 보낸 시험 알림이 도착하지 않았습니다: ${reason}`,
  wrong: {
    halfLogin: "user와 password는 함께 지정해야 합니다",
    chatMissing: "Telegram에는 대화방 번호 또는 @이름이 필요합니다",
    chatUnneeded: "chatId는 template: telegram에만 씁니다",
    templateMeant: (template) => `이 주소에는 template: ${template}을(를) 써야 합니다`,
  },
};
