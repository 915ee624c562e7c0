// The first check of every command, before anything is imported that an old Node cannot read.

const floor = [20, 19];

/** @returns {string | null} a sentence when this Node is too old */
export function nodeVersionProblem(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return null;
  return `Node ${version} is too old: this project wants Node ${floor.join(".")} or newer. See https://nodejs.org/`;
}

export function requireNode() {
  const problem = nodeVersionProblem();
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
