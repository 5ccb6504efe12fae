import { readFileSync } from 'node:fs';
import { readPlacedXml, type PlacedElement } from '../api-shapes/index.ts';
import type { MetadataComponent, ProjectMetadata } from '../project-metadata.ts';
import { checkAccess } from './check-access.ts';
import { checkDashboard, checkReport, checkReportType } from './check-analytics.ts';
import { checkApplication, checkOverrides, checkTab } from './check-apps.ts';
import { CheckContext } from './check-context.ts';
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
import { checkLwcConfig } from './check-lwc-config.ts';
import { unresolvedModules } from './check-lwc-imports.ts';
import {
  checkCompactLayout,
  checkFieldSet,
  checkListView,
  checkQuickAction,
  checkRecordType
} from './check-object-parts.ts';
import { checkCustomMetadata } from './check-records.ts';
import type { ComponentCheck, MetadataProblem } from './check-types.ts';

const CHECKS: Readonly<Record<string, readonly ComponentCheck[]>> = {
  CompactLayout: [checkCompactLayout],
  CustomApplication: [checkApplication],
  CustomField: [checkFormulaField, checkFieldReferences],
  CustomMetadata: [checkCustomMetadata],
  CustomObject: [checkOverrides],
  CustomPermission: [checkCustomPermission],
  CustomTab: [checkTab],
  Dashboard: [checkDashboard],
  FieldSet: [checkFieldSet],
  FlexiPage: [checkFlexiPage],
  Flow: [checkFlow],
  Layout: [checkLayout],
  LightningComponentBundle: [checkLwcConfig],
  ListView: [checkListView],
  PermissionSet: [checkAccess],
  PermissionSetGroup: [checkPermissionSetGroup],
  PlatformEventSubscriberConfig: [checkSubscriber],
  Profile: [checkAccess],
  Queue: [checkQueue],
  QuickAction: [checkQuickAction],
  RecordType: [checkRecordType],
  Report: [checkReport],
  ReportType: [checkReportType],
  Role: [checkRole],
  SharingRules: [checkSharingRules],
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
