import { readFileSync } from 'node:fs';
import { readPlacedXml, type PlacedElement } from '../api-shapes/index.ts';
import type { MetadataComponent, ProjectMetadata } from '../project-metadata.ts';
import { checkAccess } from './check-access.ts';
import { checkApplication, checkOverrides, checkTab } from './check-apps.ts';
import { CheckContext } from './check-context.ts';
import { checkFlexiPage } from './check-flexi-page.ts';
import { checkFormulaField, checkValidationRule, checkWorkflow } from './check-formulas.ts';
import { checkLwcConfig } from './check-lwc-config.ts';
import { unresolvedModules } from './check-lwc-imports.ts';
import type { ComponentCheck, MetadataProblem } from './check-types.ts';

const CHECKS: Readonly<Record<string, readonly ComponentCheck[]>> = {
  CustomApplication: [checkApplication],
  CustomField: [checkFormulaField],
  CustomObject: [checkOverrides],
  CustomTab: [checkTab],
  FlexiPage: [checkFlexiPage],
  LightningComponentBundle: [checkLwcConfig],
  PermissionSet: [checkAccess],
  Profile: [checkAccess],
  ValidationRule: [checkValidationRule],
  Workflow: [checkWorkflow]
};

/** Elements of an object file by the type of the component that they are, in the old format. */
const PART_ELEMENTS: Readonly<Record<string, string>> = {
  CustomField: 'fields',
  ValidationRule: 'validationRules',
  RecordType: 'recordTypes',
  ListView: 'listViews',
  CompactLayout: 'compactLayouts',
  WebLink: 'webLinks',
  FieldSet: 'fieldSets',
  Index: 'indexes'
};

/** Everything in the source that Salesforce would refuse to deploy, by component. Apex is the compiler's business. */
export function checkMetadata(metadata: ProjectMetadata): MetadataProblem[] {
  const context = new CheckContext(metadata);
  const roots = new Map<string, PlacedElement | undefined>();
  const modules = metadata.lwcBundles.flatMap((bundle) =>
    unresolvedModules(bundle, context).map(({ path, ...fault }) => ({
      ...{ type: 'LightningComponentBundle', fullName: bundle.name, file: path },
      ...fault
    }))
  );
  const parts = metadata.components.flatMap((component) => {
    const checks = CHECKS[component.type];
    const root = checks && rootOf(component, roots);
    if (!checks || !root) {
      return [];
    }
    const problems: MetadataProblem[] = [];
    const report = (problem: string, at = root): void =>
      void problems.push({
        type: component.type,
        fullName: component.fullName,
        file: component.file,
        problem,
        line: at.line,
        column: at.column
      });
    checks.forEach((check) => check({ component, root, report }, context));
    return problems;
  });
  return [...parts, ...modules];
}

/** The element of a component: the root of its file, or a part of an object's file. */
function rootOf(
  component: MetadataComponent,
  roots: Map<string, PlacedElement | undefined>
): PlacedElement | undefined {
  const { file, type, fullName } = component;
  if (!roots.has(file)) {
    roots.set(file, readPlacedXml(readFileSync(file, 'utf8')));
  }
  const root = roots.get(file);
  const element = PART_ELEMENTS[type];
  if (!root || element === undefined || root.name !== 'CustomObject') {
    return root;
  }
  const name = fullName.slice(fullName.indexOf('.') + 1);
  return root.children.find(
    (child) => child.name === element && child.children.some((part) => part.name === 'fullName' && part.text === name)
  );
}
