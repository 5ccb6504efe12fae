/** Everything that one piece of metadata names must exist in the package or on the platform. */
import path from 'node:path';
import type { Project } from './project.ts';
import { readText } from './project.ts';
import { childText, childrenNamed, parseXml, type Element } from './xml.ts';

type Report = (message: string) => void;
type Check = (project: Project, root: Element, file: string, report: Report) => void;

function names(project: Project, folder: string): ReadonlySet<string> {
  return project.names.get(folder) ?? new Set();
}

function checkObjectField(project: Project, qualified: string, report: Report): void {
  const [object, field] = qualified.split('.');
  if (!project.hasObject(object)) {
    report(`no object ${object}`);
  } else if (!field || !project.field(object, field)) {
    report(`no field ${qualified}`);
  }
}

const permissionSet: Check = (project, root, _file, report) => {
  for (const access of childrenNamed(root, 'fieldPermissions')) {
    const qualified = childText(access, 'field') ?? '';
    checkObjectField(project, qualified, report);
    const [object, name] = qualified.split('.');
    const field = project.field(object, name);
    if (field?.required || field?.type === 'MasterDetail') {
      report(`${qualified} is required: its access cannot be set`);
    }
    if (field?.formula && childText(access, 'editable') === 'true') {
      report(`${qualified} is a formula: it cannot be editable`);
    }
  }
  for (const access of childrenNamed(root, 'objectPermissions')) {
    const object = childText(access, 'object') ?? '';
    const may = (right: string): boolean => childText(access, right) === 'true';
    if (!project.hasObject(object)) {
      report(`no object ${object}`);
    }
    const needs: readonly [string, string][] = [
      ['allowCreate', 'allowRead'],
      ['allowEdit', 'allowRead'],
      ['allowDelete', 'allowEdit'],
      ['viewAllRecords', 'allowRead'],
      ['modifyAllRecords', 'allowDelete'],
      ['modifyAllRecords', 'viewAllRecords']
    ];
    for (const [right, needed] of needs) {
      if (may(right) && !may(needed)) {
        report(`${object}: ${right} needs ${needed}`);
      }
    }
  }
  for (const access of childrenNamed(root, 'classAccesses')) {
    const name = childText(access, 'apexClass') ?? '';
    if (!names(project, 'classes').has(name)) {
      report(`no class ${name}`);
    }
  }
  for (const setting of childrenNamed(root, 'tabSettings')) {
    const tab = childText(setting, 'tab') ?? '';
    if (!tab.startsWith('standard-') && !names(project, 'tabs').has(tab)) {
      report(`no tab ${tab}`);
    }
  }
  for (const visibility of childrenNamed(root, 'applicationVisibilities')) {
    const application = childText(visibility, 'application') ?? '';
    if (!application.startsWith('standard__') && !names(project, 'applications').has(application)) {
      report(`no application ${application}`);
    }
  }
  for (const permission of childrenNamed(root, 'customPermissions')) {
    const name = childText(permission, 'name') ?? '';
    if (!names(project, 'customPermissions').has(name)) {
      report(`no custom permission ${name}`);
    }
  }
};

const layout: Check = (project, root, file, report) => {
  const object = path.basename(file).split('-')[0];
  const fieldsOf = (element: Element): string[] => [
    ...element.children.filter(({ name }) => name === 'field').map(({ text }) => text),
    ...element.children.flatMap(fieldsOf)
  ];
  const sections = childrenNamed(root, 'layoutSections').flatMap(fieldsOf);
  for (const field of sections) {
    // compound and derived fields of standard objects stand in layouts under names that are no Apex fields
    if (field.endsWith('__c') && !project.field(object, field)) {
      report(`no field ${object}.${field}`);
    }
  }
};

const listView: Check = (project, root, file, report) => {
  const object = path.basename(path.dirname(path.dirname(file)));
  const used = [
    ...childrenNamed(root, 'columns').map(({ text }) => text),
    ...childrenNamed(root, 'filters').map((filter) => childText(filter, 'field') ?? '')
  ];
  for (const field of used) {
    if (field.endsWith('__c') && !project.field(object, field)) {
      report(`no field ${object}.${field}`);
    }
  }
};

const field: Check = (project, root, _file, report) => {
  const target = childText(root, 'referenceTo');
  if (target && !project.hasObject(target)) {
    report(`no object ${target}`);
  }
};

const tab: Check = (project, root, file, report) => {
  const object = path.basename(file).replace('.tab-meta.xml', '');
  if (childText(root, 'customObject') === 'true' && !project.hasObject(object)) {
    report(`no object ${object}`);
  }
};

const application: Check = (project, root, _file, report) => {
  for (const { text } of childrenNamed(root, 'tabs')) {
    if (!text.startsWith('standard-') && !names(project, 'tabs').has(text)) {
      report(`no tab ${text}`);
    }
  }
  for (const override of childrenNamed(root, 'actionOverrides')) {
    checkFlexiPage(project, childText(override, 'type'), childText(override, 'content'), report);
  }
};

const object: Check = (project, root, _file, report) => {
  for (const override of childrenNamed(root, 'actionOverrides')) {
    checkFlexiPage(project, childText(override, 'type'), childText(override, 'content'), report);
  }
};

function checkFlexiPage(project: Project, type: string | undefined, content: string | undefined, report: Report): void {
  if (type?.toLowerCase() === 'flexipage' && content && !names(project, 'flexipages').has(content)) {
    report(`no page ${content}`);
  }
}

const flexiPage: Check = (project, root, _file, report) => {
  const componentsOf = (element: Element): string[] => [
    ...element.children.filter(({ name }) => name === 'componentName').map(({ text }) => text),
    ...element.children.flatMap(componentsOf)
  ];
  const target = childText(root, 'sobjectType');
  for (const component of componentsOf(root)) {
    if (component.includes(':')) {
      continue;
    }
    const [file] = project.files(`lwc/${component}/${component}.js-meta.xml`);
    if (!file) {
      report(`no component ${component}`);
      continue;
    }
    const meta = parseXml(file);
    const text = readText(file);
    if (childText(meta, 'isExposed') !== 'true' || !text.includes('lightning__RecordPage')) {
      report(`${component} is not exposed to record pages`);
    }
    if (target && text.includes('<objects>') && !text.includes(`<object>${target}</object>`)) {
      report(`${component} does not take ${target}`);
    }
  }
};

const customMetadata: Check = (project, root, file, report) => {
  const type = `${path.basename(file).split('.')[0]}__mdt`;
  if (!project.hasObject(type)) {
    report(`no custom metadata type ${type}`);
  }
  for (const value of childrenNamed(root, 'values')) {
    const name = childText(value, 'field') ?? '';
    if (!project.field(type, name)) {
      report(`no field ${type}.${name}`);
    }
  }
};

const CHECKS: readonly (readonly [pattern: string, check: Check])[] = [
  ['permissionsets/*.permissionset-meta.xml', permissionSet],
  ['layouts/*.layout-meta.xml', layout],
  ['objects/*/listViews/*.listView-meta.xml', listView],
  ['objects/*/fields/*.field-meta.xml', field],
  ['objects/*/*.object-meta.xml', object],
  ['tabs/*.tab-meta.xml', tab],
  ['applications/*.app-meta.xml', application],
  ['flexipages/*.flexipage-meta.xml', flexiPage],
  ['customMetadata/*.md-meta.xml', customMetadata]
];

/** @returns one line per reference that leads nowhere: `file: message` */
export function checkReferences(project: Project): string[] {
  const faults: string[] = [];
  for (const [pattern, check] of CHECKS) {
    for (const file of project.files(pattern)) {
      check(project, parseXml(file), file, (message) =>
        faults.push(`${path.relative(project.root, file)}: ${message}`)
      );
    }
  }
  return [...faults, ...checkLabels(project), ...checkEntryPoints(project)];
}

function checkLabels(project: Project): string[] {
  const used = new Map<string, string>();
  const patterns: readonly (readonly [string, RegExp])[] = [
    ['lwc/*/*.ts', /@salesforce\/label\/c\.(\w+)/g],
    ['classes/**/*.cls', /\b(?:System\.)?Label\.(\w+)/g]
  ];
  for (const [pattern, expression] of patterns) {
    for (const file of project.files(pattern)) {
      for (const [, label] of readText(file).matchAll(expression)) {
        used.set(label, path.relative(project.root, file));
      }
    }
  }
  const unknown = [...used]
    .filter(([label]) => !project.labels.has(label))
    .map(([label, file]) => `${file}: no label ${label}`);
  const idle = [...project.labels]
    .filter((label) => !used.has(label))
    .map((label) => `labels: ${label} is used nowhere`);
  return [...unknown, ...idle];
}

/** A class that clients or components call is of no use until a permission set opens it. */
function checkEntryPoints(project: Project): string[] {
  const granted = new Set(
    project
      .files('permissionsets/*.permissionset-meta.xml')
      .flatMap((file) => childrenNamed(parseXml(file), 'classAccesses').map((access) => childText(access, 'apexClass')))
  );
  return project
    .files('classes/**/*.cls')
    .filter((file) => /@RestResource\b|@(AuraEnabled|InvocableMethod)\b[^;{]*\bstatic\b/i.test(readText(file)))
    .map((file) => path.basename(file, '.cls'))
    .filter((name) => !granted.has(name))
    .map((name) => `permissionsets: none opens the class ${name}`);
}
