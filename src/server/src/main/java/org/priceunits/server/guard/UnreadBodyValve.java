package org.priceunits.server.guard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Reads the rest of a body after the request has been answered, as with 401 or 413, without
 * blocking a thread. Tomcat itself would read on in the request's thread, so that some hundred slow
 * clients would block them all. The connection of a client that does not finish in time is closed;
 * one that keeps sending gets to read its answer.
 */
final class UnreadBodyValve extends ValveBase {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int CHUNK = 16 * 1024;

  private final long longest;

  /**
   * @param longest maximum bytes read before the connection is closed
   */
  UnreadBodyValve(long longest) {
    super(true);
    this.longest = longest;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.isAsync() || request.isFinished()) {
      return;
    }
    // Not finished, which would close the body as well.
    response.flushBuffer();
    if (request.getContext() == null) {
      endConnection(request);
      return;
    }
    request.setAsyncSupported(true);
    AsyncContext rest = request.startAsync();
    rest.setTimeout(TIME.toMillis());
    rest.addListener(new End(request, rest));
    ServletInputStream body = request.getInputStream();
    body.setReadListener(new Rest(request, rest, body));
  }

  /** Stops reading the body and does not reuse the connection. */
  private static void endConnection(Request request) {
    request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
  }

  private final class Rest implements ReadListener {
    private final Request request;
    private final AsyncContext rest;
    private final ServletInputStream body;
    private final byte[] chunk = new byte[CHUNK];
    private long taken;

    Rest(Request request, AsyncContext rest, ServletInputStream body) {
      this.request = request;
      this.rest = rest;
      this.body = body;
    }

    @Override
    public void onDataAvailable() throws IOException {
      while (body.isReady() && !body.isFinished()) {
        int read = body.read(chunk);
        if (read < 0) {
          return;
        }
        taken += read;
        if (taken > longest) {
          endConnection(request);
          rest.complete();
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() {
      rest.complete();
    }

    /** The client has disconnected; {@link End} is notified too. */
    @Override
    public void onError(Throwable failure) {
      endConnection(request);
    }
  }

  /** Ends on timeout or when the client disconnects. */
  private record End(Request request, AsyncContext rest) implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      endConnection(request);
      rest.complete();
    }

    @Override
    public void onError(AsyncEvent event) {
      endConnection(request);
      rest.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      // Nothing to release.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // It is started once.
    }
  }
}
