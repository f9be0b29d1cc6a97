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
 * Takes what is left of a body after the request has been answered, as with 401 or 413, without a
 * thread. Tomcat itself reads on in the thread of the request, so that some hundred clients that
 * trickle would hold them all. The connection of a client that does not end in time is closed; one
 * that is still sending at its pace gets to read its answer.
 */
final class UnreadBodyValve extends ValveBase {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int CHUNK = 16 * 1024;

  private final long longest;

  /**
   * @param longest bytes that are taken before the connection is closed
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
    // Not finished, which closes the body as well.
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

  /** The rest of the body is not read, and the connection is not used again. */
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

    /** The client has gone; {@link End} is told of it too. */
    @Override
    public void onError(Throwable failure) {
      endConnection(request);
    }
  }

  /** No time is left, or no client. */
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
      // There is nothing to give back.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // It is started once.
    }
  }
}
