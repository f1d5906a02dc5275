package org.broadsheet.following;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.broadsheet.web.ChangeProgress;

/**
 * Where threads wait on behalf of followers. When the server is stopped all of them are woken at once: those who wait
 * would else hold up the end, as the server lets requests that are under way finish.
 */
@ApplicationScoped
class Waiting {

    private final ChangeProgress progress;
    private final Set<Thread> threads = new HashSet<>();
    private final Thread hook = new Thread(this::stop, "followers-leave");
    private boolean stopped;

    Waiting(ChangeProgress progress) {
        this.progress = progress;
    }

    /** Quarkus tells of its end only after it has waited for requests; the virtual machine tells at once. */
    void start(@Observes StartupEvent start) {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void end(@Observes ShutdownEvent end) {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is on its way
        }
    }

    private synchronized void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    /** Whether the server is being stopped. */
    synchronized boolean over() {
        return stopped;
    }

    private synchronized void enter() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("the server stops");
        }
        threads.add(Thread.currentThread());
    }

    private synchronized void leave() {
        threads.remove(Thread.currentThread());
        if (stopped) {
            // what is still to be done, such as the answer that nothing came, is not to be disturbed
            Thread.interrupted();
        }
    }

    /**
     * Waits for what somebody else does, for so long at most.
     *
     * @throws InterruptedException when the server is stopped
     */
    void forResult(Future<?> future, Duration most) throws InterruptedException, ExecutionException, TimeoutException {
        enter();
        try {
            future.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            leave();
        }
    }

    /**
     * Waits for a while.
     *
     * @throws InterruptedException when the server is stopped
     */
    void pause(Duration duration) throws InterruptedException {
        enter();
        try {
            Thread.sleep(duration);
        } finally {
            leave();
        }
    }

    /**
     * Waits until this replica has applied the change {@code seq}, for so long at most; whether it has.
     *
     * @throws InterruptedException when the server is stopped
     */
    boolean forChange(long seq, Duration most) throws InterruptedException {
        enter();
        try {
            return progress.await(seq, most);
        } finally {
            leave();
        }
    }
}
