using Collections.Server.Commands;

return await CommandTree.RunAsync(args, new Terminal(Console.Out, Console.Error)
{
    OutIsSeen = !Console.IsOutputRedirected,
    ErrorIsSeen = !Console.IsErrorRedirected,
});
