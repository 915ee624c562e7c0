// Decides which vendors are called, and for what: a token, a person, a tenant of theirs.

import { ensureOrganization } from "./basedash/api";
import type { EmbedScope } from "./contract";
import { generateJwt } from "./explo/api";
import { ensureMember } from "./sigma/api";

/** A token that the vendor is to make itself. */
export type TokenRequest = {
  claims: Record<string, unknown>;
  settings: unknown;
  /** The key for its API, out of the vault. Never part of a failure. */
  apiKey: string;
  /** Of life, counted by the vendor's clock from its answer. */
  seconds: number;
};

/** A person whom the vendor must know before it takes their token. */
export type MemberRequest = {
  scope: EmbedScope;
  claims: Record<string, unknown>;
  settings: unknown;
  apiKey: { id: string; secret: string };
};

/** A tenant whose own place at the vendor is to be made. */
export type PlaceRequest = {
  tenant: { slug: string; name: string };
  settings: unknown;
  apiKey: { id: string; secret: string };
  /** The same for every try: the vendor answers the second like the first. */
  idempotencyKey: string;
  hostOrigin: string;
};

/** What the vendor made: the tenant's names there, and its credential. */
export type Place = {
  vendorId: string;
  names: Record<string, string>;
  credential: { kid: string; algorithm: string; secret: string };
};

type Maker = (request: TokenRequest) => Promise<string>;
type Provisioner = {
  /** The person as the vendor knows them, and in what: told again only when it changes. */
  subject: (request: Pick<MemberRequest, "claims">) => string;
  ensure: (request: MemberRequest) => Promise<string>;
};
type Founder = (request: PlaceRequest) => Promise<Place>;

const makers: Record<string, Maker> = { explo: generateJwt };
const provisioners: Record<string, Provisioner> = { sigma: ensureMember };
const founders: Record<string, Founder> = { basedash: ensureOrganization };

const setting = (settings: unknown, name: string): unknown =>
  (settings as Record<string, unknown> | null)?.[name];

/** Set where this connection has its tokens made by the vendor. */
export const findMaker = (vendor: string, settings: unknown): Maker | undefined =>
  setting(settings, "mint") === "api" ? makers[vendor] : undefined;

/** Set where this person must exist at the vendor first; people who are the vendor's own members do. */
export const findProvisioner = (vendor: string, settings: unknown): Provisioner | undefined =>
  setting(settings, "provision") === "first" ? provisioners[vendor] : undefined;

/** Set where a tenant can be given a place of its own by a call. */
export const findFounder = (vendor: string): Founder | undefined => founders[vendor];
