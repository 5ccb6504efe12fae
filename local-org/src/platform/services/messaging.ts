import {
  type Engine,
  platformClass,
  type PlatformClass,
  type PlatformMethod,
  type PlatformProperty
} from '../../engine/index.ts';
import { ApexList, PlatformObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';

/** An e-mail or attachment: a bag of named values behind getters, setters and properties. */
class MailObject extends PlatformObject {
  readonly $type: string;
  readonly values = new Map<string, ApexValue>();

  constructor(type: string) {
    super();
    this.$type = type;
  }
}

class SendResult extends PlatformObject {
  readonly $type = 'messaging.sendemailresult';
  readonly errors: ApexList;

  constructor(errors: ApexList) {
    super();
    this.errors = errors;
  }
}

class SendError extends PlatformObject {
  readonly $type = 'messaging.sendemailerror';
  readonly statusCode: string;
  readonly message: string;

  constructor(statusCode: string, message: string) {
    super();
    this.statusCode = statusCode;
    this.message = message;
  }
}

const EMAIL = [
  'BccSender',
  'EmailPriority',
  'ReplyTo',
  'SaveAsActivity',
  'SenderDisplayName',
  'Subject',
  'UseSignature'
];
const SINGLE_EMAIL = [
  ...EMAIL,
  'BccAddresses',
  'CcAddresses',
  'Charset',
  'EntityAttachments',
  'FileAttachments',
  'HtmlBody',
  'InReplyTo',
  'OneClickPost',
  'OptOutPolicy',
  'OrgWideEmailAddressId',
  'PlainTextBody',
  'References',
  'TargetObjectId',
  'TemplateId',
  'TemplateName',
  'ToAddresses',
  'TreatBodiesAsTemplate',
  'TreatTargetObjectAsRecipient',
  'UnsubscribeComment',
  'UnsubscribeUrls',
  'WhatId'
];
const ATTACHMENT = ['Body', 'ContentType', 'FileName', 'Id', 'Inline'];
const FLAGS = ['TreatBodiesAsTemplate', 'TreatTargetObjectAsRecipient', 'UserMail'];

const INBOUND_EMAIL = [
  'ccAddresses',
  'fromAddress',
  'fromName',
  'headers',
  'htmlBody',
  'htmlBodyIsTruncated',
  'inReplyTo',
  'messageId',
  'plainTextBody',
  'plainTextBodyIsTruncated',
  'references',
  'replyTo',
  'subject',
  'toAddresses',
  'binaryAttachments',
  'textAttachments'
];

function bag(name: string, members: readonly string[]): PlatformClass {
  const key = name.toLowerCase();
  const methods: Record<string, PlatformMethod> = {};
  const properties: Record<string, PlatformProperty> = {};
  for (const member of members) {
    const get = (_rt: Engine, self: MailObject): ApexValue => self.values.get(member) ?? null;
    const set = (_rt: Engine, self: MailObject, value: ApexValue): void => {
      self.values.set(member, value);
    };
    methods[`${FLAGS.includes(member) ? 'is' : 'get'}${member}`] = get;
    methods[`set${member}`] = set;
    properties[member] = { get, set } as PlatformProperty;
  }
  return platformClass({ name, constructors: { new: () => new MailObject(key) }, methods, properties });
}

/** Mail is recorded with the transaction and never leaves the machine. */
function sendEmail(rt: Engine, mails: ApexList | null, allOrNone: boolean): ApexList {
  const list = required(rt, mails);
  rt.tx.limits.use('emailInvocations');
  const results = list.items.map((item) => {
    const mail = required(rt, item as MailObject | null);
    const error = problemOf(mail);
    if (error && allOrNone) {
      rt.fail(
        'System.EmailException',
        `SendEmail failed. First exception on row 0; first error: ${error.statusCode}, ${error.message}: []`
      );
    }
    const errors = rt.construct('system.list<messaging.sendemailerror>', []) as ApexList;
    errors.items = error ? [error] : [];
    if (!error) {
      rt.tx.log(
        'EMAIL',
        `${rt.str(mail.values.get('ToAddresses') ?? mail.values.get('TargetObjectId') ?? null)}: ${rt.str(mail.values.get('Subject') ?? null)}`
      );
    }
    return new SendResult(errors);
  });
  const answer = rt.construct('system.list<messaging.sendemailresult>', []) as ApexList;
  answer.items = results;
  return answer;
}

/** An e-mail address, or the id of a user, contact or lead who has one. */
function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(text) || /^(005|003|00Q)(\w{12}|\w{15})$/.test(text);
}

function problemOf(mail: MailObject): SendError | null {
  const has = (name: string): boolean => {
    const value = mail.values.get(name) ?? null;
    return value instanceof ApexList ? value.size > 0 : value !== null && value !== '';
  };
  if (
    !has('ToAddresses') &&
    !has('CcAddresses') &&
    !has('BccAddresses') &&
    !has('TargetObjectId') &&
    !has('TargetObjectIds')
  ) {
    return new SendError('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.');
  }
  if (!has('PlainTextBody') && !has('HtmlBody') && !has('TemplateId')) {
    return new SendError(
      'REQUIRED_FIELD_MISSING',
      'Missing body: provide at least one value for plainTextBody, htmlBody or templateId.'
    );
  }
  const to = mail.values.get('ToAddresses');
  const invalid = to instanceof ApexList ? to.items.find((address) => !isAddress(String(address))) : undefined;
  return invalid === undefined
    ? null
    : new SendError('INVALID_EMAIL_ADDRESS', `Email address is invalid: ${String(invalid)}`);
}

export const messagingClasses: readonly PlatformClass[] = [
  bag('Messaging.Email', EMAIL),
  bag('Messaging.SingleEmailMessage', SINGLE_EMAIL),
  bag('Messaging.MassEmailMessage', [...EMAIL, 'Description', 'TargetObjectIds', 'TemplateId', 'WhatIds']),
  bag('Messaging.EmailFileAttachment', ATTACHMENT),
  bag('Messaging.InboundEmail', INBOUND_EMAIL),
  bag('Messaging.InboundEmail.BinaryAttachment', ['body', 'fileName', 'headers', 'mimeTypeSubType']),
  bag('Messaging.InboundEmail.TextAttachment', [
    'body',
    'bodyIsTruncated',
    'charset',
    'fileName',
    'headers',
    'mimeTypeSubType'
  ]),
  bag('Messaging.InboundEmail.Header', ['name', 'value']),
  bag('Messaging.InboundEnvelope', ['fromAddress', 'toAddress']),
  bag('Messaging.InboundEmailResult', ['message', 'success']),
  platformClass({
    name: 'System.Messaging',
    statics: {
      'sendEmail/1': (rt, mails: ApexList) => sendEmail(rt, mails, true),
      'sendEmail/2': (rt, mails: ApexList, allOrNone: boolean) => sendEmail(rt, mails, allOrNone),
      reserveSingleEmailCapacity: () => undefined,
      reserveMassEmailCapacity: () => undefined
    }
  }),
  platformClass({
    name: 'Messaging.SendEmailResult',
    methods: {
      isSuccess: (_rt, self: SendResult) => self.errors.size === 0,
      getErrors: (_rt, self: SendResult) => self.errors
    }
  }),
  platformClass({
    name: 'Messaging.SendEmailError',
    methods: {
      getMessage: (_rt, self: SendError) => self.message,
      getStatusCode: (rt, self: SendError) => rt.enumValue('system.statuscode', self.statusCode),
      getFields: (rt) => rt.construct('system.list<system.string>', []),
      getTargetObjectId: () => null
    }
  })
];
