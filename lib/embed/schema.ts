// What the mint route answers and the browser acts on: a pane to show and the data to renew it.
import { z } from "zod";

/** What the browser shows. Every variant has a `title`: the accessible name of the pane. */
export const paneSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("frame"),
    /** Complete URL; good for one navigation where the vendor's tokens are one-time. */
    src: z.url().max(4096),
    /** The frame's `sandbox` tokens, space separated. */
    sandbox: z.string().min(1),
    /** The frame's `allow` policy. */
    allow: z.string(),
    title: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal("element"),
    tag: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/),
    /** URL of the vendor's script that defines the element. */
    script: z.url(),
    /** Set with `setAttribute`, spelled as here: vendors mix kebab-case and camelCase. */
    attributes: z.record(z.string(), z.string()),
    title: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal("component"),
    /** Export of a vendor's SDK, for example `ScoopCanvas`. */
    name: z.string().min(1),
    /** Its properties, the token among them; a renewal hands over new ones. */
    props: z.record(z.string(), z.string()),
    title: z.string().min(1),
  }),
]);

/** Name of a message and the dot-separated path of a value inside it (`detail.dashboardHeight`). */
const pathSchema = z.strictObject({ on: z.string().min(1), path: z.string().min(1) });

/** How a shown pane stays alive, as plain data: the browser knows no vendor. */
export const renewalSchema = z.strictObject({
  /**
   * `message`: the shown pane takes a new token in place (frame: `answers`; element: `answers` as an
   * event on window; component: the new pane's props). `swap`: a second frame over the first.
   * `session`: the token opened a vendor session that lasts `seconds`.
   */
  mode: z.enum(["message", "swap", "session"]),
  /** Only messages from here count, and ours go nowhere else. */
  origin: z
    .string()
    .refine(
      (value) => URL.canParse(value) && new URL(value).origin === value,
      "not an exact origin",
    ),
  /** Member of a message that holds its name. Absent: the vendor speaks no messages. */
  named: z.enum(["event", "type"]).optional(),
  /** Names of messages that mean: it is shown. */
  ready: z.array(z.string()).optional(),
  /**
   * Names of messages that mean: its data is shown too. Where there are any, `ready` is only the
   * outline: enough for a pane with nothing on screen yet, too little to take a picture's place.
   */
  drawn: z.array(z.string()).optional(),
  /** Names of messages that mean: a new token is wanted now. */
  asks: z.array(z.string()).optional(),
  /** The message, token inside, that gives this mint's token to a shown pane. */
  answers: z.record(z.string(), z.unknown()).optional(),
  /**
   * State for the next `src`: the last value of `path` in message `on` becomes query parameter `param`,
   * spelled literally (Sigma's `:explore`). In order of preference: the first named *parameter* with a
   * value is used, without the others. `param` `*` is used beside it: the value is a map, each member a
   * parameter of its own name (names that start with a colon are dropped, commas in values stay
   * commas); with `name`, the value is the one member whose name is at that path. `json`: values are
   * written as JSON (Explo's `"West"`).
   */
  carries: z
    .array(
      pathSchema.extend({
        param: z.string().min(1),
        name: z.string().min(1).optional(),
        json: z.literal(true).optional(),
      }),
    )
    .optional(),
  /** Kind `element`: the attribute that takes the map as a JSON object, since it has no query. */
  carriesInto: z.string().min(1).optional(),
  /** Messages that mean failure, with the paths of the vendor's code and text. */
  errors: z
    .array(
      z.strictObject({ on: z.string(), code: z.string().optional(), text: z.string().optional() }),
    )
    .optional(),
  /** Messages that carry the content's height in CSS pixels. */
  height: z.array(pathSchema).optional(),
  /** Way `session`: how long the vendor's session lasts, in seconds. */
  seconds: z.number().int().positive().optional(),
  /** Way `session`: a form posted here (in a hidden frame) signs out of the vendor. */
  ends: z.strictObject({ url: z.url() }).optional(),
});

/** 200 of `POST /api/tenants/{tenant}/dashboards/{dashboard}/embed`. */
export const mintSchema = z.strictObject({
  /** Of this mint; the token's `jti` where the vendor has one. */
  id: z.string().min(1),
  vendor: z.string().min(1),
  /** Seconds of life, counted from the answer's making. */
  expiresIn: z.number().int().positive(),
  pane: paneSchema,
  renewal: renewalSchema,
});

/** 200 of `GET /api/authority?pane=tenant/dashboard&pane=…`. */
export const authoritySchema = z.strictObject({
  /** Opaque id of the signed-in user: a change of it ends every pane of the one before. */
  viewer: z.string().min(1),
  panes: z.record(z.string(), z.enum(["allowed", "not_allowed", "gone", "not_configured"])),
});

/** Every refusal: `application/problem+json` (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum([
    "signed_out",
    "not_allowed",
    "not_found",
    "bad_request",
    "too_large",
    "not_configured",
    "rate_limited",
    "unavailable",
  ]),
  detail: z.string().optional(),
  requestId: z.string(),
  /** Narrows the code: `suspended` (401), `gone` (404). */
  reason: z.string().optional(),
});

export type Pane = z.infer<typeof paneSchema>;
export type Renewal = z.infer<typeof renewalSchema>;
export type Mint = z.infer<typeof mintSchema>;
export type Authority = z.infer<typeof authoritySchema>;
export type Problem = z.infer<typeof problemSchema>;
