/** A flow's file of a fixture: its parts as XML, active and autolaunched unless said otherwise. */
export function flowFile(
  name: string,
  body: string,
  options: { status?: string; type?: string } = {}
): Record<string, string> {
  return {
    [`flows/${name}.flow-meta.xml`]:
      `<Flow><apiVersion>66.0</apiVersion><label>${name} label</label>` +
      `<processType>${options.type ?? 'AutoLaunchedFlow'}</processType><status>${options.status ?? 'Active'}</status>${body}</Flow>`
  };
}

export const start = (target: string, more = ''): string => `<start>${more}${to(target)}</start>`;
export const to = (target: string, kind = 'connector'): string =>
  `<${kind}><targetReference>${target}</targetReference></${kind}>`;
export const ref = (name: string): string => `<value><elementReference>${name}</elementReference></value>`;
export const text = (value: string): string => `<value><stringValue>${value}</stringValue></value>`;
export const num = (value: number): string => `<value><numberValue>${value}</numberValue></value>`;
export const bool = (value: boolean): string => `<value><booleanValue>${value}</booleanValue></value>`;

/** A variable, of which `i` in the flags makes an input, `o` an output and `c` a collection. */
export function variable(name: string, dataType: string, flags = '', more = ''): string {
  return (
    `<variables><name>${name}</name><dataType>${dataType}</dataType><isCollection>${flags.includes('c')}</isCollection>` +
    `<isInput>${flags.includes('i')}</isInput><isOutput>${flags.includes('o')}</isOutput>${more}</variables>`
  );
}

export function assignments(name: string, items: readonly (readonly [string, string, string])[], next = ''): string {
  const xml = items.map(
    ([target, operator, value]) =>
      `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value}</assignmentItems>`
  );
  return `<assignments><name>${name}</name>${xml.join('')}${next}</assignments>`;
}

export function condition(left: string, operator: string, right: string): string {
  return `<conditions><leftValueReference>${left}</leftValueReference><operator>${operator}</operator>${right.replaceAll('value>', 'rightValue>')}</conditions>`;
}

export function decision(name: string, conditions: string, logic: string, yes: string, no: string): string {
  return (
    `<decisions><name>${name}</name>${to(no, 'defaultConnector')}<rules><name>${name}_Yes</name>` +
    `<conditionLogic>${logic}</conditionLogic>${conditions}${to(yes)}</rules></decisions>`
  );
}

export function filter(field: string, operator: string, value: string): string {
  return `<filters><field>${field}</field><operator>${operator}</operator>${value}</filters>`;
}

export function field(name: string, value: string): string {
  return `<inputAssignments><field>${name}</field>${value}</inputAssignments>`;
}
