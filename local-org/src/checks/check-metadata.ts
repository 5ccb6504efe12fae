import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  CHECKED_TYPES,
  checkField,
  checkShape,
  readPlacedXml,
  type PlacedElement,
  type ShapeFault,
  type MetadataComponent,
  type ProjectMetadata
} from '../metadata/index.ts';
import { checkAccess } from './check-access.ts';
import { checkDashboard, checkReport, checkReportType } from './check-analytics.ts';
import { checkApplication, checkOverrides, checkTab } from './check-apps.ts';
import { CheckContext } from './check-context.ts';
import { checkCustomObject } from './check-custom-object.ts';
import { checkFieldReferences } from './check-fields.ts';
import { checkFlexiPage } from './check-flexi-page.ts';
import { checkFlow } from './check-flow.ts';
import { checkFormulaField, checkValidationRule, checkWorkflow } from './check-formulas.ts';
import {
  checkCustomPermission,
  checkPermissionSetGroup,
  checkQueue,
  checkRole,
  checkSharingRules,
  checkSubscriber
} from './check-groups.ts';
import { checkLayout } from './check-layout.ts';
import { checkLabels, checkLengths } from './check-lengths.ts';
import { checkLwcConfig } from './check-lwc-config.ts';
import { unresolvedModules } from './check-lwc-imports.ts';
import { checkVisualforce, unresolvedMarkup } from './check-markup.ts';
import {
  checkCompactLayout,
  checkFieldSet,
  checkListView,
  checkQuickAction,
  checkRecordType
} from './check-object-parts.ts';
import { checkCustomMetadata } from './check-records.ts';
import type { ComponentCheck, MetadataProblem } from './check-types.ts';
import { table } from '../common/index.ts';

const CHECKS: Readonly<Record<string, readonly ComponentCheck[]>> = table({
  ApexComponent: [checkVisualforce],
  ApexPage: [checkVisualforce],
  CompactLayout: [checkCompactLayout],
  CustomApplication: [checkApplication],
  CustomField: [checkFormulaField, checkFieldReferences],
  CustomMetadata: [checkCustomMetadata],
  CustomLabels: [checkLabels],
  CustomObject: [checkCustomObject, checkOverrides, checkLengths],
  CustomPermission: [checkCustomPermission, checkLengths],
  CustomTab: [checkTab],
  Dashboard: [checkDashboard],
  FieldSet: [checkFieldSet],
  FlexiPage: [checkFlexiPage],
  Flow: [checkFlow],
  Layout: [checkLayout],
  LightningComponentBundle: [checkLwcConfig],
  ListView: [checkListView],
  PermissionSet: [checkAccess, checkLengths],
  PermissionSetGroup: [checkPermissionSetGroup],
  PlatformEventSubscriberConfig: [checkSubscriber],
  Profile: [checkAccess],
  Queue: [checkQueue],
  QuickAction: [checkQuickAction],
  RecordType: [checkRecordType, checkLengths],
  Report: [checkReport, checkLengths],
  ReportType: [checkReportType],
  Role: [checkRole],
  SharingRules: [checkSharingRules],
  ValidationRule: [checkValidationRule, checkLengths],
  Workflow: [checkWorkflow]
});

/** Elements of an object file by the type of the component that they are, in the old format. */
const PART_ELEMENTS: Readonly<Record<string, string>> = table({
  CustomField: 'fields',
  ValidationRule: 'validationRules',
  RecordType: 'recordTypes',
  ListView: 'listViews',
  CompactLayout: 'compactLayouts',
  WebLink: 'webLinks',
  FieldSet: 'fieldSets',
  Index: 'indexes'
});

export interface CheckMetadataOptions {
  /** The XML is held to the Metadata API's types too; a deployment has done that before. */
  readonly shapes?: boolean;
}

/** Everything in the source that Salesforce would refuse to deploy, by component. Apex is the compiler's business. */
export function checkMetadata(
  metadata: ProjectMetadata,
  { shapes = false }: CheckMetadataOptions = {}
): MetadataProblem[] {
  const context = new CheckContext(metadata);
  const roots = new Map<string, PlacedElement | undefined>();
  const modules = metadata.lwcBundles.flatMap((bundle) =>
    unresolvedModules(bundle, context).map(({ path, ...fault }) => ({
      ...{ type: 'LightningComponentBundle', fullName: bundle.name, file: path },
      ...fault
    }))
  );
  const parts = metadata.components.flatMap((component) => {
    const checks = CHECKS[component.type] ?? [];
    const hasShape = shapes && CHECKED_TYPES.has(component.type);
    const root = checks.length > 0 || hasShape ? rootOf(component, roots) : undefined;
    if (!root) {
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
    if (hasShape) {
      shapeFaults(root, component.type).forEach(({ problem, line, column }) =>
        report(problem, { ...root, line, column })
      );
    }
    checks.forEach((check) => check({ component, root, report }, context));
    return problems;
  });
  const markup = [...metadata.auraBundles.values()].flatMap((folder) => {
    const name = basename(folder);
    return unresolvedMarkup(name, folder, context).map(({ path, ...fault }) => ({
      ...{ type: 'AuraDefinitionBundle', fullName: name, file: path },
      ...fault
    }));
  });
  return [...parts, ...modules, ...markup];
}

function shapeFaults(root: PlacedElement, type: string): ShapeFault[] {
  const faults = checkShape(root, type);
  return type === 'CustomField' && faults.length === 0 ? checkField(root) : faults;
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
