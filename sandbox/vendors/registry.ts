import type { Vendor } from "../sandbox";
import { basedash } from "./basedash/vendor";
import { explo } from "./explo/vendor";
import { holistics } from "./holistics/vendor";
import { scoop } from "./scoop/vendor";
import { sigma } from "./sigma/vendor";

export const vendors: Vendor[] = [explo, sigma, holistics, scoop, basedash];
