// Decides which vendors the sandbox plays: a door that is listed here exists.
import type { Door } from "../sandbox";
import { basedash } from "./basedash/door";
import { explo } from "./explo/door";
import { holistics } from "./holistics/door";
import { scoop } from "./scoop/door";
import { sigma } from "./sigma/door";

export const doors: Door[] = [explo, sigma, holistics, scoop, basedash];
