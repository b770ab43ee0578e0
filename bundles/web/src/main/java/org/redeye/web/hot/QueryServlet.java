package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Query;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.QueriesRequest;
import org.redeye.web.whiteboard.ApiContext;

/** {@code POST /api/v1/series/query}: what all charts of a page want to know, in one answer. Changes nothing. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(ApiContext.SELECT)
@HttpWhiteboardServletPattern("/series/query")
public final class QueryServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private final transient Engines engines;
    private final transient Clock clock = Clock.systemUTC();

    /** @param engines the engine that answers queries */
    @Activate
    public QueryServlet(@Reference Engines engines) {
        super("POST", Optional.of(Role.VIEWER));
        this.engines = engines;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = Json.MAPPER.readValue(request.getInputStream(), QueriesRequest.class);
        List<Query> queries = QueryRequests.of(asked, clock.millis());
        List<Answer> answers;
        try {
            answers = engines.queries().ask(queries);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.unprocessable(String.valueOf(e.getMessage()));
        }
        String accept = request.getHeader("Accept");
        boolean binary = accept != null && accept.contains(BinaryAnswer.MEDIA_TYPE);
        var bytes = new ByteArrayOutputStream();
        if (binary) {
            BinaryAnswer.write(answers, bytes);
        } else {
            try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
                AnswerJson.write(json, answers, AnswerJson::numbers);
            }
        }
        response.setContentType(binary ? BinaryAnswer.MEDIA_TYPE : Json.MEDIA_TYPE);
        response.setHeader("Vary", "Accept");
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }
}
