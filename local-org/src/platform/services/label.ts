import { NotImplementedError } from '../../values/index.ts';
import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';

/** Text of a custom label, for `System.Label.Name` and `Label.get`. */
export function labelText(rt: Engine, name: string, namespace: string | null = null): string {
  const { labels } = rt.org.metadata;
  const key = name.toLowerCase();
  const label = labels.get(`${(namespace ?? '').toLowerCase()}.${key}`) ?? labels.get(key);
  return label?.value ?? rt.fail('System.InvalidParameterValueException', `Custom Label not found: ${name}`);
}

export const labelClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Label',
    statics: {
      // What compiled code calls for `Label.Name`.
      'forName/1': (rt, name: string) => labelText(rt, name),
      'get/2': (rt, namespace: string | null, name: string) => labelText(rt, name, namespace),
      'get/3': (rt, _namespace: string, name: string, language: string) => {
        const label = rt.org.metadata.labels.get(name.toLowerCase());
        if (label && label.language !== language) {
          throw new NotImplementedError('Label.get in a language other than the label’s own');
        }
        return labelText(rt, name);
      },
      translationExists: (rt, _namespace: string, name: string, language: string) =>
        rt.org.metadata.labels.get(name.toLowerCase())?.language === language
    }
  })
];
