using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Server.Api;

/// <summary>Puts the API into a web application: the seam between whoever hosts it and what it does.</summary>
public static class ApiHost
{
    /// <summary>Where every operation's path begins.</summary>
    internal const string Root = "/v1";

    /// <summary>Registers what the API needs of the host.</summary>
    public static IServiceCollection AddCollectionsApi(this IServiceCollection services, ApiSetup setup)
    {
        services.AddRouting();
        return services.AddSingleton(setup).AddSingleton(new ApiServer(setup));
    }

    /// <summary>
    /// Maps <c>/v1</c>, <c>/openapi</c> and <c>/docs</c>, with the middleware that turns whatever goes wrong into
    /// problem details. Call it before other routes are mapped.
    /// </summary>
    public static WebApplication MapCollectionsApi(this WebApplication application)
    {
        application.Use(next => new ProblemMiddleware(next).InvokeAsync);
        application.UseRouting();
        var server = application.Services.GetRequiredService<ApiServer>();
        foreach (var operation in OperationTable.All)
        {
            RequestDelegate serve = new Dispatcher(server, operation).ServeAsync;
            string[] methods = operation.Method == "GET" ? ["GET", "HEAD"] : [operation.Method];
            application.MapMethods(Root + operation.Path, methods, serve).WithDisplayName(operation.Id);
        }

        DocumentPages.Map(application);
        return application;
    }
}
