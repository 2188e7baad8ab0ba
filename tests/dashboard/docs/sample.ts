import { type RawDocument, readDescription } from "../../../dashboard/docs/document.ts";

const answers = { 200: { description: "Done." } };

const RAW: RawDocument = {
  info: { version: "1.2.3" },
  paths: {
    "/healthz": { get: { operationId: "getHealth", "x-role": "public", responses: answers } },
    "/api/clients": { post: { operationId: "announce", "x-role": "device", responses: answers } },
    "/api/v1/displays": {
      get: { operationId: "listDisplays", "x-role": "view", responses: answers },
    },
    "/api/v1/cameras/{id}/stream.mp4": {
      get: {
        operationId: "streamCameraMp4",
        "x-role": "view",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: { description: "Video.", content: { "video/mp4": {} } } },
      },
    },
    "/api/v1/displays/{name}/commands": {
      post: {
        operationId: "orderDisplay",
        "x-role": "operate",
        parameters: [
          { name: "name", in: "path", required: true, schema: { type: "string", minLength: 2 } },
          { name: "dry", in: "query", required: true, schema: { type: "boolean" } },
          { name: "q", in: "query", schema: { type: "string" } },
        ],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
        },
        responses: answers,
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["command"],
        properties: {
          command: { type: "string", example: "it's on" },
          presetId: { type: ["integer", "null"], minimum: 1, default: null },
        },
      },
      Tree: {
        type: "object",
        properties: {
          name: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
        },
      },
    },
  },
};

/** A small API, as its description reads. */
export const SAMPLE = readDescription(RAW);
