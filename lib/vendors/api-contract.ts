type Claims = Record<string, unknown>;

/** Id and secret of the key for the vendor's API. Failures never hold either. */
export type ApiKey = { id: string; secret: string };

/** A vendor's HTTP API. Every call throws `VendorFailure`, and stops when `signal` does. */
export type VendorApi<S> = {
  /** For accounts that keep their signing secret at the vendor, which then makes each token. */
  requestToken?: {
    isEnabled(settings: S): boolean;
    send(request: TokenRequest<S>): Promise<string>;
  };
  /** For accounts whose vendor does not create users when it first sees a token of theirs. */
  provisionMember?: {
    isEnabled(settings: S): boolean;
    /** Identifies the member at the vendor. The host remembers it and calls `send` once for each. */
    subject(claims: Claims): string;
    /** Returns the vendor's id of the member, who may exist already. */
    send(request: MemberRequest<S>): Promise<string>;
  };
  /** For vendors that isolate tenants as organizations or workspaces. Safe to repeat. */
  createWorkspace?(request: WorkspaceRequest<S>): Promise<Workspace>;
  /** For vendors that list their content; `Vendor.recognize` reads the addresses. */
  listContent?(request: ContentRequest<S>): Promise<{ title: string; url: string }[]>;
  /**
   * For components, whose token cannot be tested by loading a URL: the status of the vendor's response to
   * the token. Null: the vendor has no URL for that.
   */
  tryToken?(request: TrialRequest<S>): Promise<number | null>;
};

type Request<S> = { settings: S; signal?: AbortSignal | undefined };

export type ContentRequest<S = unknown> = Request<S> & { apiKey: ApiKey };

export type TokenRequest<S = unknown> = ContentRequest<S> & {
  claims: Claims;
  /** Life of the token, which begins with the vendor's response. */
  seconds: number;
};

export type MemberRequest<S = unknown> = ContentRequest<S> & {
  claims: Claims;
  /** The tenant's, as in the embed scope. */
  mapping: Readonly<Record<string, string | undefined>>;
};

export type WorkspaceRequest<S = unknown> = ContentRequest<S> & {
  tenant: { slug: string; name: string };
  /** The same for every attempt, so that a repeated request creates nothing twice. */
  idempotencyKey: string;
  hostOrigin: string;
};

export type TrialRequest<S = unknown> = Request<S> & {
  props: Readonly<Record<string, string>>;
};

/** A tenant's own organization or workspace: its mapping and credential. */
export type Workspace = {
  id: string;
  mapping: Record<string, string>;
  credential: { kid: string; algorithm: string; secret: string };
};
