// Decides which vendors can be asked what they have to show.
import { listWorkbooks } from "./sigma/workbooks";

/** Titles and addresses; what an address shows is the vendor's to say. */
type Lister = (
  settings: unknown,
  apiKey: { id: string; secret: string },
) => Promise<{ title: string; url: string }[]>;

const listers: Record<string, Lister> = { sigma: listWorkbooks };

/** Set where a vendor lists its content. */
export const findLister = (vendor: string): Lister | undefined => listers[vendor];
