import { booleanOf, childOf, childrenOf, textOf, type XmlElement, type FlowElement } from '../../metadata/index.ts';
import { formulaText } from '../../formula/index.ts';
import { ApexException, ApexList, type ApexValue } from '../../values/index.ts';
import { FlowFault } from '../fault.ts';
import { assign } from '../references.ts';
import type { FlowScope } from '../scope.ts';
import { fromApex, isNothing } from '../values.ts';
import type { Steps } from '../work.ts';
import { valueOf } from '../xml-values.ts';

function inputsOf(scope: FlowScope, data: XmlElement): [string, ApexValue][] {
  return childrenOf(data, 'inputParameters').map((item) => [
    textOf(item, 'name') ?? '',
    valueOf(scope, childOf(item, 'value'))
  ]);
}

function storeOutputs(scope: FlowScope, { name, data }: FlowElement, outputs: readonly [string, ApexValue][]): void {
  const values = new Map(outputs.map(([key, value]) => [key.toLowerCase(), fromApex(value)]));
  if (booleanOf(data, 'storeOutputAutomatically')) {
    scope.outputs.set(name.toLowerCase(), values);
  }
  for (const item of childrenOf(data, 'outputParameters')) {
    const value = values.get((textOf(item, 'name') ?? '').toLowerCase()) ?? null;
    assign(scope, textOf(item, 'assignToReference') ?? '', value);
  }
}

const MAIL_INPUTS: ReadonlySet<string> = new Set([
  'emailAddresses',
  'emailAddressesArray',
  'ccRecipients',
  'bccRecipients',
  'emailSubject',
  'emailBody',
  'sendRichBody',
  'senderType',
  'recipientId',
  'relatedRecordId'
]);

/** The action Send Email: the mail goes the way of those that Apex sends. */
function sendMail(scope: FlowScope, data: XmlElement): void {
  const { rt } = scope;
  const inputs = new Map(inputsOf(scope, data).filter(([, value]) => !isNothing(value)));
  for (const name of inputs.keys()) {
    if (!MAIL_INPUTS.has(name)) {
      throw scope.missing(`input ${name} of the action emailSimple`);
    }
  }
  const mail = rt.construct('messaging.singleemailmessage', []);
  const set = (method: string, value: ApexValue | undefined): void => {
    if (value !== undefined) {
      rt.invoke(mail, method, [value]);
    }
  };
  const addresses = (name: string): ApexValue | undefined => {
    const value = inputs.get(name);
    return typeof value === 'string'
      ? new ApexList(rt.type('system.list<system.string>'), value.split(/[,;]\s*/).filter(Boolean))
      : value;
  };
  set('setToAddresses', addresses('emailAddresses') ?? addresses('emailAddressesArray'));
  set('setCcAddresses', addresses('ccRecipients'));
  set('setBccAddresses', addresses('bccRecipients'));
  set('setSubject', formulaText(inputs.get('emailSubject') ?? null));
  set(
    inputs.get('sendRichBody') === true ? 'setHtmlBody' : 'setPlainTextBody',
    formulaText(inputs.get('emailBody') ?? null)
  );
  set('setTargetObjectId', inputs.get('recipientId'));
  set('setWhatId', inputs.get('relatedRecordId'));
  try {
    rt.invokeStatic('system.messaging', 'sendEmail', [new ApexList(rt.type('system.list<messaging.email>'), [mail])]);
  } catch (error) {
    if (error instanceof ApexException && error.typeName === 'System.EmailException') {
      throw new FlowFault(error.message ?? '');
    }
    throw error;
  }
}

/** An Action element. */
export function* runAction(scope: FlowScope, element: FlowElement): Steps {
  const { data, name } = element;
  const kind = textOf(data, 'actionType') ?? '';
  if (kind === 'apex') {
    const inputs = inputsOf(scope, data);
    const place = `${scope.flow.name} ${name}`;
    const outcome = yield {
      kind: 'apex',
      place,
      sharing: scope.sharing,
      name: textOf(data, 'actionName') ?? '',
      inputs
    };
    storeOutputs(scope, element, outcome().outputs ?? []);
  } else if (kind === 'emailSimple') {
    sendMail(scope, data);
  } else {
    throw scope.missing(`action ${kind} (${name})`);
  }
}
