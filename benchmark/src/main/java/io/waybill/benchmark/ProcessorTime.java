package io.waybill.benchmark;

import java.time.Duration;

/**
 * Processor time used up to a moment. Unlike a rate it hardly depends on what else the machine does.
 *
 * @param generator of this process: what the measuring itself costs
 */
record ProcessorTime(Duration platform, Duration database, Duration generator) {
    static ProcessorTime now(Platform platform) {
        return new ProcessorTime(
                platform.program().processorTime(),
                platform.databaseProcessorTime(),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(
                platform.minus(before.platform), database.minus(before.database), generator.minus(before.generator));
    }
}
