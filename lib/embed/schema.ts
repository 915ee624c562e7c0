import { z } from "zod";

/** What the browser shows. Every variant has a `title`: the accessible name of the pane. */
export const paneSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("frame"),
    /** Works for one navigation where the vendor's tokens are one-time. */
    src: z.url().max(4096),
    /** Space-separated tokens. */
    sandbox: z.string().min(1),
    allow: z.string(),
    title: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal("element"),
    tag: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/),
    /** The vendor's script that defines the element. */
    script: z.url(),
    /** For `setAttribute`: vendors mix kebab-case and camelCase. */
    attributes: z.record(z.string(), z.string()),
    title: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal("component"),
    /** Name in the vendor's SDK, such as `ScoopCanvas`. */
    name: z.string().min(1),
    /** Includes the token; a renewal replaces them. */
    props: z.record(z.string(), z.string()),
    title: z.string().min(1),
  }),
]);

/** A value in a message: the message's name and a dot-separated path (`detail.dashboardHeight`). */
const pathSchema = z.strictObject({ on: z.string().min(1), path: z.string().min(1) });

/** How a pane renews, as data: the browser code contains no vendor. */
export const renewalSchema = z.strictObject({
  /**
   * `message`: the pane accepts a new token in place (frame: the message `answers`; element: `answers` as
   * an event on window; component: new props). `swap`: a second frame replaces the first. `session`: the
   * token opened a vendor session of `seconds`.
   */
  mode: z.enum(["message", "swap", "session"]),
  /** The only origin that messages are accepted from and sent to. */
  origin: z
    .string()
    .refine(
      (value) => URL.canParse(value) && new URL(value).origin === value,
      "not an exact origin",
    ),
  /** The member of a message that contains its name. Absent for vendors without messages. */
  named: z.enum(["event", "type"]).optional(),
  /** Messages that mean the dashboard is visible. */
  ready: z.array(z.string()).optional(),
  /**
   * Messages that mean its data is visible too. Where there are any, `ready` is only the skeleton: enough
   * for a first load, but not to replace a frame that shows data.
   */
  drawn: z.array(z.string()).optional(),
  /** Messages that ask for a new token. */
  asks: z.array(z.string()).optional(),
  /** The message that hands this mint's token to the pane. */
  answers: z.record(z.string(), z.unknown()).optional(),
  /**
   * State to preserve in the next `src`: the last value of `path` in message `on` becomes the query
   * parameter `param`, spelled literally (Sigma's `:explore`). Only the first named parameter with a value
   * is used. `param` `*` applies in addition: the value is a map whose members become parameters (names
   * with a leading colon are dropped, commas stay unencoded); with `name`, the value is one member, named
   * at that path. `json`: values are written as JSON (Explo's `"West"`).
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
  /** For elements, which have no query: the attribute that receives the map as JSON. */
  carriesInto: z.string().min(1).optional(),
  /** Error messages, with the paths of the vendor's code and text. */
  errors: z
    .array(
      z.strictObject({ on: z.string(), code: z.string().optional(), text: z.string().optional() }),
    )
    .optional(),
  /** Messages with the content's height in CSS pixels. */
  height: z.array(pathSchema).optional(),
  /** Mode `session`: the length of the vendor session. */
  seconds: z.number().int().positive().optional(),
  /** Mode `session`: a form posted here, in a hidden frame, signs out of the vendor. */
  ends: z.strictObject({ url: z.url() }).optional(),
});

/** 200 of `POST /api/tenants/{tenant}/dashboards/{dashboard}/embed`. */
export const mintSchema = z.strictObject({
  /** Of this mint; also the token's `jti` where the vendor has one. */
  id: z.string().min(1),
  vendor: z.string().min(1),
  /** Seconds from the response on. */
  expiresIn: z.number().int().positive(),
  pane: paneSchema,
  renewal: renewalSchema,
});

/** 200 of `GET /api/authority?pane=tenant/dashboard&pane=…`. */
export const authoritySchema = z.strictObject({
  /** Opaque id of the signed-in user. When it changes, all panes of the previous user end. */
  viewer: z.string().min(1),
  panes: z.record(z.string(), z.enum(["allowed", "not_allowed", "gone", "not_configured"])),
});

export type Pane = z.infer<typeof paneSchema>;
export type Renewal = z.infer<typeof renewalSchema>;
export type Mint = z.infer<typeof mintSchema>;
export type Authority = z.infer<typeof authoritySchema>;
