package org.broadsheet.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.broadsheet.importing.Item.Batch;
import org.jspecify.annotations.Nullable;

/** Reads the next batch in a thread of its own while the one before is being written. */
final class ManuscriptFeed implements AutoCloseable {

    /** What the reading thread hands over; without a batch it is the end, for the reason given if there is one. */
    private record Delivery(@Nullable Batch batch, @Nullable Throwable failure) {}

    private final LineReader lines;
    private final ItemReader form;
    private final int most;
    private final BlockingQueue<Delivery> deliveries = new ArrayBlockingQueue<>(1);
    private final Thread reader = new Thread(this::readAll, "import-reader");
    private @Nullable IOException inputFailure;
    private long lastLine;

    ManuscriptFeed(ImportInput input, ItemReader form, int most) {
        this.lines = new LineReader(input.stream(), LineReader.LONGEST);
        this.form = form;
        this.most = most;
        reader.setDaemon(true);
        reader.start();
    }

    /** The next batch; empty at the end of the input. */
    Optional<Batch> next() throws ImportStopped {
        Delivery delivery;
        try {
            delivery = deliveries.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImportStopped.underWay("Interrupted. What was imported so far stays; start again to go on.");
        }
        if (delivery.failure() != null) {
            throw ImportStopped.underWay("The input can't be read to its end: "
                    + delivery.failure().getMessage() + ". All before that, to line " + lastLine + ", was imported.");
        }
        Batch batch = delivery.batch();
        if (batch != null && !batch.items().isEmpty()) {
            lastLine = batch.items().getLast().line();
        }
        return Optional.ofNullable(batch);
    }

    private void readAll() {
        try {
            Delivery end;
            try {
                for (Batch batch = nextBatch(); !batch.items().isEmpty(); batch = nextBatch()) {
                    deliveries.put(new Delivery(batch, null));
                }
                end = new Delivery(null, inputFailure);
            } catch (RuntimeException | OutOfMemoryError e) {
                end = new Delivery(null, e);
            }
            deliveries.put(end);
        } catch (InterruptedException e) {
            // the run is over
        }
    }

    private Batch nextBatch() {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        while (items.size() < most && bytes < Batch.MOST_BYTES) {
            Optional<LineReader.Line> line = nextLine();
            if (line.isEmpty()) {
                break;
            }
            items.add(form.read(line.get()));
            bytes += line.get().size();
        }
        return new Batch(items);
    }

    /** Empty at the end, and where the input can't be read any further: what came before is good all the same. */
    private Optional<LineReader.Line> nextLine() {
        try {
            return inputFailure == null ? lines.next() : Optional.empty();
        } catch (IOException e) {
            inputFailure = e;
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
