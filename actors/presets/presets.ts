import { answerWhenReady } from "../answering.ts";
import type { ActorDefinition, AnswerOf, Context, Question } from "../kernel/mod.ts";
import { displayRemoved } from "../topics.ts";
import { forgetMember } from "./member_removal.ts";
import type { PresetsMessage } from "./messages.ts";
import { deleteGroup, deletePreset, saveGroup, savePreset } from "./preset_changes.ts";
import { presetStatus, runPreset } from "./preset_runs.ts";
import type { Presets, PresetsArgs } from "./presets_state.ts";

/**
 * Owns groups and presets. A change waits for the disk, so that it is whole before the next begins; runs and
 * reads do not hold anybody up.
 */
export const presetsActor: ActorDefinition<PresetsMessage, Presets, PresetsArgs> = {
  kind: "presets",
  mailbox: { capacity: 4_096, whenFull: "fail" },
  urgent: true,
  init(ctx, args) {
    ctx.subscribe(displayRemoved, ({ id, into }) => ({ type: "displayRemoved", id, into }));
    return {
      args,
      groups: new Map(args.store.groups().map((group) => [group.id, group])),
      presets: new Map(args.store.presets().map((preset) => [preset.id, preset])),
      nextGroupId: args.store.nextGroupId(),
      nextPresetId: args.store.nextPresetId(),
    };
  },
  handle(presets, message, ctx) {
    switch (message.type) {
      case "listGroups":
        return ctx.reply(message, [...presets.groups.values()]);
      case "listPresets":
        return ctx.reply(message, [...presets.presets.values()]);
      case "createGroup":
        return answerWhenReady(ctx, message, saveGroup(presets, undefined, message, ctx));
      case "updateGroup":
        return answerWhenReady(ctx, message, saveGroup(presets, message.id, message, ctx));
      case "deleteGroup":
        return answerWhenReady(ctx, message, deleteGroup(presets, message, ctx));
      case "createPreset":
        return answerWhenReady(ctx, message, savePreset(presets, undefined, message, ctx));
      case "updatePreset":
        return answerWhenReady(ctx, message, savePreset(presets, message.id, message, ctx));
      case "deletePreset":
        return answerWhenReady(ctx, message, deletePreset(presets, message, ctx));
      case "getPresetStatus":
        return aside(ctx, message, presetStatus(presets, message.id, ctx));
      case "runPreset":
        return aside(ctx, message, runPreset(presets, message, ctx));
      case "displayRemoved":
        return forgetMember(presets, message.id, message.into, ctx);
    }
  },
};

/** For what changes no group or preset: it is answered when it is ready, and nobody waits in line behind it. */
function aside<Q extends PresetsMessage & Question<unknown>>(
  ctx: Context<PresetsMessage>,
  question: Q,
  value: Promise<AnswerOf<Q>>,
): void {
  const reply = ctx.defer(question);
  value.then((answered) => reply.ok(answered), (cause) => reply.fail(cause));
}
