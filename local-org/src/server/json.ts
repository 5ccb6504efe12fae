/** Brackets inside of each other that a body may have; what reads it calls itself for each. */
const DEEPEST = 1_000;

const BRACKETS = /"(?:[^"\\]|\\[\s\S])*"|[[\]{}]/g;

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(BRACKETS)) {
    if (token === '[' || token === '{') {
      depth++;
      deepest = Math.max(deepest, depth);
    } else if (token.length === 1) {
      depth--;
    }
  }
  return deepest;
}

/** Whether a text has enough brackets to be too deep, so that most bodies need no closer look. */
function mayBeDeep(text: string): boolean {
  let count = 0;
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at >= 0 && count <= DEEPEST; at = text.indexOf(bracket, at + 1)) {
      count++;
    }
  }
  return count > DEEPEST;
}

/** Reads JSON that came from outside. @throws SyntaxError for a text that is none or that is nested too deeply */
export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (mayBeDeep(text) && depthOf(text) > DEEPEST) {
    throw new SyntaxError(`The JSON is nested more than ${DEEPEST} levels deep`);
  }
  return value;
}
