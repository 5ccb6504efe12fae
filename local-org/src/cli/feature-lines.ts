/** What is said of features that `config/project-scratch-def.json` asks for and the local org does not have. */
export function featureLines(features: readonly string[]): string[] {
  return features.map(
    (feature) => `config/project-scratch-def.json: the local org has no feature ${feature}; what it brings is not there`
  );
}
