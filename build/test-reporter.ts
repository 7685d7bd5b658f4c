import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { duration } from './bootstrap/say.mjs';

/** What build/test.mjs reads after the run. */
export interface TestSummary {
  passed: number;
  failures: { name: string; message: string }[];
  skips: { name: string; reason: string }[];
}

function messageOf(errors: readonly { message?: string; stack?: string }[]): string {
  return errors.map((error) => error.stack ?? error.message ?? 'failed without a message').join('\n');
}

/** Prints each test file as it ends, and leaves the summary in the file named by FEDBENCH_TEST_SUMMARY. */
export default class TestReporter implements Reporter {
  readonly #summary: TestSummary = { passed: 0, failures: [], skips: [] };

  onTestModuleEnd(module: TestModule): void {
    const file = relative(process.cwd(), module.moduleId);
    let passed = 0;
    const failuresBefore = this.#summary.failures.length;
    for (const test of module.children.allTests()) {
      if (this.#record(file, test)) passed += 1;
    }
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) this.#fail(`${file} > ${suite.fullName}`, messageOf(suite.errors()));
    }
    if (module.errors().length > 0) this.#fail(file, messageOf(module.errors()));
    const failed = this.#summary.failures.length - failuresBefore;
    const figures = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
    console.log(`  ${file}: ${figures} (${duration(module.diagnostic().duration)})`);
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    for (const error of unhandled) this.#fail('outside any test', messageOf([error]));
    const target = process.env.FEDBENCH_TEST_SUMMARY;
    if (target) writeFileSync(target, JSON.stringify(this.#summary));
  }

  #record(file: string, test: TestCase): boolean {
    const name = `${file} > ${test.fullName}`;
    const result = test.result();
    if (result.state === 'passed') {
      this.#summary.passed += 1;
      return true;
    }
    if (result.state === 'skipped') {
      this.#summary.skips.push({ name, reason: result.note ?? 'see its name' });
    } else {
      this.#fail(name, result.errors ? messageOf(result.errors) : 'did not finish');
    }
    return false;
  }

  #fail(name: string, message: string): void {
    this.#summary.failures.push({ name, message });
  }
}
