/** What tabs of this browser tell each other. */
export type Note =
  | { readonly type: "signed-in" | "signed-out" }
  | {
      readonly type: "session";
      readonly origin: string;
      readonly tenant: string;
      readonly viewer: string | undefined;
    };

const CHANNEL = "mullion";
const listeners = new Set<(note: Note) => void>();
let channel: BroadcastChannel | undefined;

export function openChannel(): void {
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => deliver(data);
}

export function closeChannel(): void {
  channel?.close();
  channel = undefined;
}

export function subscribeNotes(listener: (note: Note) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listeners on this page have run when this returns; other tabs follow. */
export function broadcast(note: Note): void {
  if (channel) channel.postMessage(note);
  else {
    const temporary = new BroadcastChannel(CHANNEL);
    temporary.postMessage(note);
    temporary.close();
  }
  deliver(note);
}

function deliver(note: Note) {
  for (const listener of [...listeners]) listener(note);
}
