import type { PlacedElement, MetadataComponent } from '../metadata/index.ts';
import type { CheckContext } from './check-context.ts';

/** A reason why Salesforce would refuse a component. */
export interface MetadataProblem {
  readonly type: string;
  readonly fullName: string;
  /** File of the source in which the fault is. */
  readonly file: string;
  /** As the Metadata API words it, where that is known. */
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

/** A component under examination. */
export interface Subject {
  readonly component: MetadataComponent;
  /** Its element, with lines and columns. */
  readonly root: PlacedElement;
  /** Takes note of a fault, at the element that it is in. */
  report(problem: string, at?: PlacedElement): void;
}

/** Examines a component of one type. */
export type ComponentCheck = (subject: Subject, context: CheckContext) => void;
