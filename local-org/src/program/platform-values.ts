import type { ApexValue } from '../values/index.ts';

/** Values that compiled code names and the class library makes: tokens, descriptions, labels and pages. */
export abstract class PlatformValues {
  abstract invokeStatic(typeKey: string, method: string, args: ApexValue[]): ApexValue;

  objectToken(objectName: string): ApexValue {
    return this.invokeStatic('schema.sobjecttype', 'forName', [objectName]);
  }

  fieldToken(objectName: string, fieldName: string): ApexValue {
    return this.invokeStatic('schema.sobjectfield', 'forName', [objectName, fieldName]);
  }

  describe(objectName: string): ApexValue {
    return this.invokeStatic('schema.describesobjectresult', 'forName', [objectName]);
  }

  describeField(objectName: string, fieldName: string): ApexValue {
    return this.invokeStatic('schema.describefieldresult', 'forName', [objectName, fieldName]);
  }

  fieldSet(objectName: string, name: string): ApexValue {
    return this.invokeStatic('schema.fieldset', 'forName', [objectName, name]);
  }

  label(name: string): ApexValue {
    return this.invokeStatic('system.label', 'forName', [name]);
  }

  page(name: string): ApexValue {
    return this.invokeStatic('system.pagereference', 'forName', [name]);
  }
}
