/** A process of `local-org test --parallel`: takes one run by message, answers its report and ends. */
import { runProject, type ProjectRun } from './run-project.ts';

process.once('message', (run: ProjectRun) => {
  void runProject(run).then((report) => process.send?.(report, () => process.disconnect()));
});
